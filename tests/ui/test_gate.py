"""What stands in front of the app, over a real server in a process of its own."""

import gzip
import json
import urllib.error
import urllib.request

import pytest

from tests.browser.conftest import serving


@pytest.fixture(scope="module")
def base(county):
    with serving(county.home) as address:
        yield address


def get(address: str, **headers: str):
    """(status, headers, body) of an address, whatever the status."""
    given = {k.replace("_", "-"): v for k, v in headers.items()}
    request = urllib.request.Request(address, headers=given)  # noqa: S310 the test's own server on loopback
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_every_answer_carries_the_headers_that_keep_a_browser_safe(base):
    for path in ("/", "/ready", "/_stcore/health"):
        _, headers, _ = get(base + path)
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_shell_says_it_is_chinese_and_brings_its_words(base):
    _, _, body = get(f"{base}/case", Accept="text/html")
    assert b'<html lang="zh-CN">' in body and "选择文件".encode() in body


def test_a_weak_line_is_sent_compressed_scripts(base):
    _, _, shell = get(base + "/", Accept="text/html")
    script = shell.decode().split('src="./static/js/')[1].split('"')[0]
    address = f"{base}/static/js/{script}"
    _, headers, packed = get(address, Accept_Encoding="gzip")
    _, _, plain = get(address, Accept_Encoding="identity")
    assert headers["content-encoding"] == "gzip" and gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 2


def test_ready_names_the_snapshot_that_opens(base):
    status, _, body = get(base + "/ready")
    assert status == 200 and json.loads(body)["snapshot"] >= 1


def test_not_ready_without_data_and_says_why(tmp_path):
    with serving(tmp_path) as address:
        status, _, body = get(address + "/ready")
    assert status == 503 and "请先上报并发布" in json.loads(body)["reason"]


def test_measures_of_the_server_are_for_nobody(base):
    assert get(base + "/_stcore/metrics")[0] == 404


def test_a_download_that_was_not_made_is_not_kept_by_anybody(base):
    assert get(base + "/media/0.xlsx")[1]["cache-control"] == "no-store"
