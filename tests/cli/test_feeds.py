import json
from pathlib import Path

from tests.cli.conftest import Run

URL = "https://www.news.example/rss.xml"


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_init_writes_a_configuration_that_is_valid(tocsin: Run):
    assert tocsin("init").returncode == 0
    assert tocsin("feeds", "list").returncode == 0


def test_init_never_overwrites_unless_told(tocsin: Run, tmp_path: Path):
    (tmp_path / "tocsin.toml").write_text("# mine\n")
    assert tocsin("init").returncode == 1
    assert (tmp_path / "tocsin.toml").read_text() == "# mine\n"
    assert tocsin("init", "--force").returncode == 0
    assert "# mine" not in (tmp_path / "tocsin.toml").read_text()


def test_adding_a_feed_keeps_every_comment(tocsin: Run, tmp_path: Path):
    tocsin("init")
    before = (tmp_path / "tocsin.toml").read_text()
    added = tocsin("feeds", "add", URL, "--language", "nl", "--owner", "News")
    assert added.returncode == 0
    after = (tmp_path / "tocsin.toml").read_text()
    assert after.startswith(before.rstrip("\n"))
    (feed,) = rows(tocsin("feeds", "list").stdout)
    assert feed["id"] == "news.example"
    assert (feed["url"], feed["language"], feed["polled"]) == (URL, "nl", "never")


def test_two_feeds_of_one_host_get_names_of_their_own(tocsin: Run):
    tocsin("init")
    tocsin("feeds", "add", URL)
    tocsin("feeds", "add", URL + "?2")
    names = [row["id"] for row in rows(tocsin("feeds", "list").stdout)]
    assert names == ["news.example", "news.example-2"]


def test_the_same_address_is_not_added_twice(tocsin: Run):
    tocsin("init")
    tocsin("feeds", "add", URL)
    again = tocsin("feeds", "add", URL)
    assert again.returncode == 2
    assert "news.example" in again.stderr


def test_a_feed_that_would_break_the_file_is_refused_and_the_file_left_alone(
    tocsin: Run, tmp_path: Path
):
    tocsin("init")
    before = (tmp_path / "tocsin.toml").read_text()
    refused = tocsin("feeds", "add", "ftp://news.example/rss")
    assert refused.returncode == 2
    assert "not a web address" in refused.stderr
    assert (tmp_path / "tocsin.toml").read_text() == before


def test_removing_a_feed_leaves_the_others(tocsin: Run):
    tocsin("init")
    tocsin("feeds", "add", URL, "--id", "one")
    tocsin("feeds", "add", URL + "?2", "--id", "two")
    assert tocsin("feeds", "remove", "one").returncode == 0
    assert [row["id"] for row in rows(tocsin("feeds", "list").stdout)] == ["two"]
    assert tocsin("feeds", "remove", "one").returncode == 1


def test_a_feed_that_cannot_be_read_says_why(tocsin: Run):
    tocsin("init")
    tocsin("feeds", "add", "http://127.0.0.1:9/rss.xml", "--id", "local")
    checked = tocsin("feeds", "check")
    assert checked.returncode == 1
    (row,) = rows(checked.stdout)
    assert "127.0.0.1" in str(row["problem"])
