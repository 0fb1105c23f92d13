"""Engines: what works on the stories of an archive, one after the other or on many machines.

A plug-in is one module of this folder; `--engine NAME` picks it by its file name. It offers `REMOTE`,
whether other processes do the work, which open models and store by themselves, and

    run(work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]

which gives `work(task)` for each task, in the order of the tasks, and takes only as many tasks ahead as
it keeps busy. For a remote engine `work` is a function of a module, tasks and results can be pickled. An
error of `work` is raised where its result would have come.
"""
