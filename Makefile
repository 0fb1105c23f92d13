.PHONY: check test quick eval format

check:  ## everything that CI runs, in a fresh environment
	.ci/run

test:  ## the tests, in the environment at hand
	python -m pytest

quick:  ## the tests that load no model
	python -m pytest -m "not model"

eval:  ## score reports on the events of tests/events; VERIFY_EVENTS=folder VERIFY_SCORE=score.py name others
	python benchmarks/evaluate.py

format:
	ruff format . && ruff check --fix .
