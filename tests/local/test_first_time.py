"""Only the first start warns that it takes a while; another database is a first time again."""

from pathlib import Path

from webapp.local.first_time import FirstTime


def test_what_was_done_is_no_first_time_at_the_next_start_but_on_another_database_it_is(tmp_path: Path) -> None:
    mark = tmp_path / "demo.loaded"
    assert FirstTime(mark, of="postgresql://ada:hush@here/shop").is_due
    FirstTime(mark, of="postgresql://ada:hush@here/shop").note_done()
    assert not FirstTime(mark, of="postgresql://ada:hush@here/shop").is_due
    assert FirstTime(mark, of="postgresql://ada:hush@there/shop").is_due
    assert "hush" not in mark.read_text()
