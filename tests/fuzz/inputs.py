"""Lists what each fuzz target replays, a line each: target, tab, path. `inputs.py FOLDER`.

The corpus and the crashers are in folders by target; the documents of other tests are given to the targets of
their kind, so that nothing is stored twice.
"""
import pathlib
import sys

HERE = pathlib.Path(sys.argv[1])
DATA = HERE.parent / "data"
# Which target reads files whose names end so.
ENDINGS = {
    ".layout.txt": "aligned", ".words.tsv": "box_rows", ".bbox.html": "bbox", ".bbox-layout.html": "bbox",
    ".ruled.html": "bbox", ".chromium.html": "bbox", ".weasyprint.html": "bbox", ".wkhtmltopdf.html": "bbox",
    ".pdftohtml.xml": "pdftohtml", ".pdfminer.xml": "pdfminer", ".scan.alto": "alto", ".scan.hocr": "hocr",
}
OTHER = {".html": "html", ".md": "markdown", ".txt": "cell_lines", ".docx": "docx"}


def target_of(path):
    for ending, target in ENDINGS.items():
        if path.name.endswith(ending):
            return target
    return OTHER.get(path.suffix)


for folder in (HERE / "corpus", HERE / "crashers"):
    for path in sorted(folder.glob("*/*")):
        print(path.parent.name, path, sep="\t")
for folder in ("extractions", "fault", "cases"):
    for path in sorted((DATA / folder).rglob("*.*")):
        if folder == "cases" and not path.name.startswith("input."):
            continue
        target = target_of(path)
        if target and path.stat().st_size < 300_000:
            print(target, path, sep="\t")
