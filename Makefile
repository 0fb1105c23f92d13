.PHONY: check test quick eval fuzz format

check:  ## everything that CI runs, in a fresh environment
	.ci/run

test:  ## the tests, in the environment at hand
	python -m pytest

quick:  ## the tests that load no model
	python -m pytest -m "not model"

eval:  ## score reports on the events of tests/events; VERIFY_EVENTS=folder VERIFY_SCORE=score.py name others
	python benchmarks/evaluate.py

fuzz:  ## guided fuzzing, ten minutes for each target; needs the extra "fuzz"
	python benchmarks/guided.py

format:
	ruff format . && ruff check --fix .
