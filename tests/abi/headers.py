"""What the public headers declare, for the tests of the ABI."""
import pathlib
import re


def read(directory):
    """The headers' text without comments, by name."""
    texts = {}
    paths = list(pathlib.Path(directory).glob("*.h")) + list(pathlib.Path(directory).glob("version.h.in"))
    for path in sorted(paths):
        texts[path.name] = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return texts


def functions(directory):
    """The names of all exported functions."""
    names = set()
    for text in read(directory).values():
        names |= set(re.findall(r"^GKPLAN_API[^;(]*?\b(gkplan_\w+)\(", text, re.MULTILINE | re.DOTALL))
    return names


def structs(directory):
    """The names and fields of all public structs, in order."""
    found = []
    pattern = re.compile(r"^(?:typedef )?struct (gkplan_\w+) \{(.*?)^\}", re.MULTILINE | re.DOTALL)
    for text in read(directory).values():
        for name, body in pattern.findall(text):
            fields = []
            for line in body.split(";"):
                line = line.strip()
                if pointer := re.search(r"\(\*(\w+)\)\(", line):
                    fields.append(pointer.group(1))
                elif line:
                    fields.append(re.search(r"(\w+)(?:\[\w+\])?$", line).group(1))
            found.append((name, fields))
    return found


def enum_values(directory):
    """The names of all enum constants."""
    names = []
    for text in read(directory).values():
        for body in re.findall(r"^typedef enum gkplan_\w+ \{(.*?)^\}", text, re.MULTILINE | re.DOTALL):
            names += re.findall(r"\b(GKPLAN_\w+)", body)
    return names
