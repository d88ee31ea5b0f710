"""`kwopt inspect` and `kwopt demo`: what was understood, and the whole way."""

ENVELOPE = ["schema", "kwopt", "settings", "inputs", "notices"]


def test_inspect_describes_each_file(document) -> None:
    """The inspect document has the contract's keys, and its rows add up."""
    found = document("inspect", "qipao_keywords.csv", "bottle_keywords.csv")
    assert list(found)[:5] == ENVELOPE
    assert found["schema"] == "kwopt.inspect/1"
    assert [file["file"] for file in found["files"]] == ["qipao_keywords.csv", "bottle_keywords.csv"]
    for file in found["files"]:
        assert file["rows_read"] == file["rows_kept"] + file["rows_merged"] + file["rows_refused"]
        wanted = {
            "encoding",
            "header_row",
            "confidence",
            "columns",
            "repairs",
            "refusals",
            "ready_for",
            "todo",
        }
        assert wanted <= set(file)
        for column in file["columns"]:
            assert {"source", "canonical", "status", "missing", "examples"} <= set(column)


def test_inspect_draws_every_column(call) -> None:
    """The doctor shows each header with its meaning, and how the rows add up."""
    text = call("inspect", "qipao_keywords.csv").stdout
    assert "170 rows read = 167 kept + 2 merged + 1 refused" in text
    assert "搜索人气       search_volume" in text
    assert "ready for: score, title, bid" in text


def test_demo_shows_every_step(call) -> None:
    """The demo inspects, scores, composes and bids, and names the command of each step."""
    result = call("demo")
    assert result.exit_code == 0
    steps = [line.split()[2] for line in result.stdout.splitlines() if line.startswith("$ kwopt")]
    assert steps == ["inspect", "score", "title", "bid"]
    assert "proof: " in result.stdout
    assert result.stdout == call("demo").stdout
