"""A page on plain http for phones that do not trust this machine yet: how to install its authority, and the authority.

    python -m dev_tools.lan_page PORT CA_FILE HTTPS_ADDRESS
"""

import html
import sys
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Landwatch</title>
<style>
body{{font:17px/1.6 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:1.2rem;color:#1c2321;background:#faf8f3}}
h1{{font-size:1.35rem}} h2{{font-size:1.05rem;margin:1.6rem 0 .3rem}} ol{{padding-left:1.3rem;margin:.3rem 0}}
a.go{{display:block;text-align:center;background:#1f5c4a;color:#fff;text-decoration:none;border-radius:10px;
padding:.8rem;margin:.8rem 0}} a.second{{background:#fff;color:#1f5c4a;border:1px solid #1f5c4a}}
section+section{{border-top:1px solid #d9d3c4;margin-top:2rem}}
</style>
<section><h1>用手机打开 Landwatch</h1>
<p>定位、拍照和离线填报只在加密连接下可用。请先让手机信任这台电脑,只需一次。</p>
<a class="go" href="/ca.crt" download="landwatch-ca.crt">1. 下载证书</a>
<h2>安卓</h2><ol><li>下载后打开“设置”,搜索“CA 证书”(多在“安全 → 加密与凭据 → 安装证书”)。</li>
<li>选“CA 证书 → 仍然安装”,再选刚下载的 landwatch-ca.crt。</li></ol>
<h2>苹果</h2><ol><li>用 Safari 打开本页并下载,允许下载描述文件。</li>
<li>“设置 → 通用 → VPN 与设备管理”,安装该描述文件。</li>
<li>“设置 → 通用 → 关于本机 → 证书信任设置”,打开 Landwatch 的开关。</li></ol>
<p>在微信里打开的,请先点右上角“在浏览器打开”。该证书只对局域网地址有效,用完可在同一处删除。</p>
<a class="go second" href="{address}">2. 打开 {address}</a></section>
<section lang="en"><h1>Open Landwatch on a phone</h1>
<p>Position, camera and working offline need an encrypted connection. Let the phone trust this computer first, once.</p>
<a class="go" href="/ca.crt" download="landwatch-ca.crt">1. Download the certificate</a>
<h2>Android</h2><ol><li>Open Settings and search for “CA certificate” (usually Security → Encryption &amp; credentials →
Install a certificate).</li><li>Choose CA certificate → Install anyway, then landwatch-ca.crt.</li></ol>
<h2>iPhone and iPad</h2><ol><li>Open this page in Safari, download, and allow the configuration profile.</li>
<li>Settings → General → VPN &amp; Device Management: install the profile.</li>
<li>Settings → General → About → Certificate Trust Settings: switch Landwatch on.</li></ol>
<p>The certificate is good for addresses of local networks only; remove it in the same place when you are done.</p>
<a class="go second" href="{address}">2. Open {address}</a></section></html>
"""


class Handler(BaseHTTPRequestHandler):
    """Two answers: the authority's certificate, and for everything else the page."""

    def __init__(self, ca: bytes, page: bytes, *connection: object) -> None:
        self.ca, self.page = ca, page
        super().__init__(*connection)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """The type `x-x509-ca-cert` is what makes phones offer to install the file."""
        if self.path == "/ca.crt":
            self.answer("application/x-x509-ca-cert", self.ca)
        else:
            self.answer("text/html; charset=utf-8", self.page)

    def answer(self, kind: str, body: bytes) -> None:
        """Send it; never from a cache, for the authority may have been made anew."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


def main(port: str, ca: str, address: str) -> None:
    """Serve until stopped."""
    page = PAGE.format(address=html.escape(address, quote=True)).encode()
    handler = partial(Handler, Path(ca).read_bytes(), page)
    ThreadingHTTPServer(("0.0.0.0", int(port)), handler).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
