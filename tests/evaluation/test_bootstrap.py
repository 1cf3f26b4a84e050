"""Intervals: seeded, around the figure, narrower with more sentences."""

from pipeline.evaluation.bootstrap import f1_interval


def test_same_seed_same_interval() -> None:
    counts = [(2, 1, 1), (1, 2, 0), (3, 3, 2), (1, 1, 1)]
    first = f1_interval(counts, samples=500, seed=7)
    assert first == f1_interval(counts, samples=500, seed=7)
    assert first != f1_interval(counts, samples=500, seed=8)


def test_holds_the_figure_and_narrows() -> None:
    counts = [(1, 1, 1), (1, 1, 0)] * 8
    few = f1_interval(counts, samples=2000, seed=7)
    many = f1_interval(counts * 16, samples=2000, seed=7)
    assert few is not None
    assert many is not None
    assert few[0] < many[0] < 0.5 < many[1] < few[1]
    # 16 sentences of a fair coin: the exact binomial interval of the mean is 4/16 to 12/16.
    assert abs(few[0] - 0.25) < 0.07
    assert abs(few[1] - 0.75) < 0.07


def test_certain_when_all_are_right() -> None:
    assert f1_interval([(1, 1, 1)] * 5, samples=100, seed=1) == (1.0, 1.0)


def test_nothing_to_resample() -> None:
    assert f1_interval([], samples=100, seed=1) is None
    assert f1_interval([(1, 1, 1)], samples=0, seed=1) is None
