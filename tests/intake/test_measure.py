"""The measurement that the bench prints."""

from baoxue.intake.measure import read_times


def test_reading_is_measured_against_the_bare_read(tmp_path):
    times = read_times(tmp_path, rows=300, rounds=1)
    assert times.rows == 300 and times.bare > 0 and times.fixed < 1
    assert times.ratio == times.ours / times.bare
