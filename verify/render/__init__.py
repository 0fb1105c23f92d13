"""Renderers: a `Report` in, the whole document out, as text.

A plug-in is one module of this folder; `--format NAME` picks it by its file name. It offers

- `SUFFIX`: the ending of a file that holds its output, with the dot (".md");
- `render(report)`: the document, ending in one newline. Same report, same text: a renderer reads
  no clock, no locale and no file but its own `assets`, and keeps the order in which the report lists things;
- `index(index)`, where reports on several stories stand by themselves: the page that leads to them. A
  module without it renders them as one report.

The text of articles is not trusted: a renderer must escape it, so that a quote shows as a quote
and never becomes markup of the document.
"""
