/* Sets the chosen theme and language before the first paint; a file of its own because the page allows no inline script. */
(function () {
  try {
    var root = document.documentElement;
    root.dataset.theme = localStorage.getItem('theme') || 'light';
    root.lang = localStorage.getItem('locale') || (navigator.language.indexOf('zh') === 0 ? 'zh-CN' : 'en');
  } catch (error) {
    console.warn('No storage here: light theme it is.', error);
  }
})();
