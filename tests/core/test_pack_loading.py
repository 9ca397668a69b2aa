"""Loading rule packs: tables, words, digests."""

import pytest

from landwatch.core.packs import Pack, PackError, Words, builtin, load

PACK = """source = "OWN"
verified = "default"
[pack]
id = "tiny"
version = "1"
title = {zh = "小", en = "tiny"}
timezone = "Europe/London"
locale = "en"
"""
SOURCES = '[[sources]]\ncode = "OWN"\nsource = "OWN"\nverified = "default"\n'


@pytest.fixture
def directory(tmp_path):
    (tmp_path / "pack.toml").write_text(PACK, "utf-8")
    (tmp_path / "sources.toml").write_text(SOURCES, "utf-8")
    texts = 'source = "OWN"\nverified = "default"\n[texts]\n"a.b" = {zh = "在{x}内", en = "inside {x}"}\n'
    (tmp_path / "texts.toml").write_text(texts, "utf-8")
    return tmp_path


def test_words_come_in_the_language_asked_for():
    words = Words("林地", "forest")
    assert [words.in_(locale) for locale in ("zh-CN", "zh", "en", "en-GB", "fr")] == ["林地", "林地"] + ["forest"] * 3


def test_words_inside_words_keep_their_language():
    assert Words("在{x}内", "inside {x}").format(x=Words("林地", "forest")) == Words("在林地内", "inside forest")


def test_texts_are_found_by_key_and_a_missing_one_is_named(directory):
    pack = load(directory)
    assert pack.text("a.b").in_("en") == "inside {x}"
    with pytest.raises(PackError, match=r"no\.such") as caught:
        pack.text("no.such")
    assert caught.value.file == "texts.toml"


def test_file_marks_hold_for_rows_without_their_own(directory):
    assert load(directory).rows("texts")[0]["verified"] == "default"


def test_the_digest_changes_with_any_byte(directory):
    before = load(directory).digest
    load.cache_clear()
    (directory / "texts.toml").open("a", encoding="utf-8").write("# more\n")
    assert load(directory).digest != before


def test_a_kept_pack_is_the_same_pack():
    pack = builtin("cn")
    again = Pack.from_content(pack.content())
    assert (again.digest, again.rows("kinds")[0]["code"]) == (pack.digest, pack.rows("kinds")[0]["code"])


def test_an_empty_directory_is_no_pack(tmp_path):
    with pytest.raises(PackError):
        load(tmp_path)


def test_a_table_in_two_files_is_refused(directory):
    (directory / "more.toml").write_text('[texts]\n"c" = {zh = "x", en = "x"}\n', "utf-8")
    with pytest.raises(PackError, match="another file"):
        load(directory)
