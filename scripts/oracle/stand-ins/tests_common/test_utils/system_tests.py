from __future__ import annotations


def get_test_run(dag, **_options):
    """A test that would run the DAG."""

    def test_run():
        dag.test()

    return test_run
