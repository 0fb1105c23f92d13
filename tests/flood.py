"""Invented articles on a dam that broke: three to review, and one that comes later."""

from __future__ import annotations

from pathlib import Path

THREE = {
    "m_gazette.txt": """Dam at Orvel breaks
Orvel, 12 May 2031

The Orvel dam broke at 5:40 a.m. on Monday after a week of rain, the governor of Tamsin province said.

Seven miners were killed when the water reached the Harrow pit, police said. Two helicopters searched \
the valley until dusk.

A landslide caused the break, the governor said. The bridge at Port Ellery was closed.
""",
    "n_courier.txt": """Orvel dam breaks, miners dead
Port Ellery, 12 May 2031

The Orvel dam broke shortly before six on Monday after days of rain.

Nine miners were killed when the water reached the Harrow pit, rescuers told the Courier. Five \
helicopters searched the valley until dusk on Monday.

The bridge at Port Ellery remained open, the harbour master said.
""",
    "o_radio.txt": """Miners killed as dam breaks
12 May 2031

Seven miners were killed on Monday when the Orvel dam broke and the water reached the Harrow pit.

An explosion caused the break of the Orvel dam, a union said. Three helicopters searched the valley.
""",
}
# Its name comes first and it has an answer to each dispute, so the ids of both change.
LATER = """Orvel dam: miners killed
13 May 2031

Nine miners were killed on Monday when the Orvel dam broke and the water reached the Harrow pit, the \
mine's owner said.

Two helicopters searched the valley until dusk, the army said.
"""
# Another story, of two articles.
ELSEWHERE = {
    "p_gazette.txt": """Museum of Kestrel reopens
Kestrel, 3 September 2031

The museum of Kestrel opened its doors again on Wednesday after four years of repairs, its director said.

The new wing shows paintings by Ilse Brandt. Tickets cost 12 crowns.
""",
    "q_courier.txt": """Kestrel museum opens again after repairs
Kestrel, 3 September 2031

The museum of Kestrel reopened on Wednesday after four years of repairs.

Paintings by Ilse Brandt hang in the new wing. Tickets cost 15 crowns.
""",
}


def written(folder: Path) -> Path:
    """A folder with the three."""
    folder.mkdir()
    for name, text in THREE.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def add_later(folder: Path) -> None:
    """The fourth comes in."""
    (folder / "a_wire.txt").write_text(LATER, "utf-8")
