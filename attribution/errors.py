"""Coded errors and warnings: what is wrong, where, and what to do next.

Every refusal of input is an ``AttributionError`` with a code of ``MESSAGES``. A command turns it into one line on
standard error and exit status 3; a function that reads many things collects the errors and goes on with the rest.

Codes: A0 general, A1 articles, A2 pipeline, A3 ledger, A4 reports and exports, A5 annotations, training, evaluation,
A7 Doccano.
"""

from __future__ import annotations

from typing import NamedTuple

EXIT_REFUSED = 3
"""Exit status of a command that had to refuse some of its input."""


class Message(NamedTuple):
    """The two halves of a message: what is wrong and what to do next; both are format strings."""

    what: str
    todo: str


MESSAGES: dict[str, Message] = {
    "A001": Message("there is no such file or folder", "check the path"),
    "A002": Message("line {line} is no valid record: {why}", "mend that line, or leave it out"),
    "A003": Message("{count} of the inputs were refused, the others are done", "see the lines above"),
    "A101": Message(
        "there is no word list of that name", "install the package again, or check seeds/lexicon"
    ),
    "A110": Message("the file is empty", "leave it out, or fetch it again"),
    "A111": Message("the file is no text: {why}", "give text, pages, feeds or archives (see --help)"),
    "A112": Message("the file is not in UTF-8 but, as it seems, in {encoding}", "convert it: {command}"),
    "A113": Message("files of the kind {suffix} are not read", "convert it to .txt, .html or .jsonl"),
    "A114": Message("no article was found in the page", "save the article's text as .txt"),
    "A115": Message("the file cannot be read: {why}", "check its permissions"),
    "A116": Message(
        "the folder holds no article", "give a folder with .txt, .html or .jsonl files (see --help)"
    ),
    "A117": Message("the file is UTF-8, but byte {byte} is broken", "fetch it again, or mend that place"),
    "A150": Message(
        "the quotation mark is never closed", "it was ended where its sentence or paragraph ends"
    ),
    "A151": Message("the quotation mark closes nothing", "no quotation was made of it"),
    "A152": Message("the quotation is closed by a mark of another kind or direction", "the two were paired"),
    "A160": Message("only addresses that begin with http:// or https:// are fetched", "check the address"),
    "A161": Message("the server answered {status} {why}", "check the address, or try again later"),
    "A162": Message("it took longer than {seconds:g} s", "try again later, or give a longer --timeout"),
    "A163": Message("it leads from one address to the next, more than {most} times", "open it in a browser"),
    "A164": Message("it is larger than {megabytes:g} MB", "check the address, or give a larger --max-size"),
    "A165": Message(
        "its robots.txt asks programs to stay away", "save the page by hand, or ask the publisher"
    ),
    "A166": Message("the server cannot be reached: {why}", "check the address and your connection"),
    "A167": Message("it is not in {charset}, the encoding that it declares", "save it as UTF-8"),
    "A168": Message("answers of the kind {kind} are not read", "give the address of a page or a feed"),
    "A169": Message("this is an address", "fetch it first: attribution read {address} -o FILE.jsonl"),
    "A170": Message("this is no feed that can be read: {why}", "give an RSS or Atom feed"),
    "A171": Message("item {number} of the feed has no text", "fetch its page: attribution read --pages"),
    "A172": Message(
        "the feed is damaged, items may be missing: {why}", "fetch it again, or compare it with its page"
    ),
    "A175": Message("the record at byte {offset} ({what}) cannot be read: {why}", "the others were read"),
    "A176": Message("the archive is damaged at byte {offset}: {why}", "all other records were read"),
    "A177": Message("there is no page in the file", "save the page again, as .html or .mhtml"),
    "A201": Message("the encoder has no weights", "load a trained pipeline with attribution.pipeline.load"),
    "A202": Message("there is no pipeline of that name", "give a folder, or a name from models/pipelines"),
    "A203": Message("no pipeline can be loaded from here: {why}", "train or unpack it again"),
    "A204": Message(
        "the text has {length} characters, more than the {longest} that are read", "cut it into articles"
    ),
    "A301": Message(
        "there is no ledger here", "check the path, or make one with: attribution run PATH --ledger FILE"
    ),
    "A302": Message(
        "the file is no database, or a damaged one; it was left as it is", "give another file to --ledger"
    ),
    "A303": Message(
        "this database holds something else; it was left as it is", "give another file to --ledger"
    ),
    "A304": Message(
        "the ledger is of version {version}, and this installation knows versions up to {newest}",
        "install a newer arabic-attribution",
    ),
    "A305": Message("this is a folder", "give a file to --ledger"),
    "A306": Message("the ledger cannot be used: {why}", "check the path, your rights and the space left"),
    "A307": Message(
        "another program has been writing to the ledger for {seconds} s", "try again when it is done"
    ),
    "A308": Message(
        "this database cannot be used: {why}",
        "give a file, or a URL such as postgresql://user@host/name, "
        "for which you run: pip install 'arabic-attribution[postgres]'",
    ),
    "A309": Message(
        "{count} articles or reviews came after the claims were gathered",
        "start the run that was stopped again, or gather them: attribution ledger derive --ledger FILE",
    ),
    "A340": Message("the ledger has no speaker of this id", "see: attribution speakers list --ledger FILE"),
    "A341": Message(
        "there is no such place among the {among}",
        "give it as ARTICLE:START-END, the way they are shown with their ids",
    ),
    "A342": Message(
        "the ledger has no claim of this id", "see: attribution report contested --format json --ledger FILE"
    ),
    "A343": Message("this would part all of it from nothing", "leave at least one of its places out"),
    "A344": Message("there is no review of this number", "see: attribution review list --ledger FILE"),
    "A345": Message("this review holds no longer", "see: attribution review list --ledger FILE"),
    "A346": Message("there is nothing to join it with", "name at least one other, and each once"),
    "A347": Message("a {of} cannot be {verdict}", "say one of: {verdicts}"),
    "A350": Message(
        "the text is not the one that the article {id} had", "restore the ledger from a copy of it"
    ),
    "A351": Message(
        "the span {span} holds nothing of its article's text", "restore the ledger from a copy of it"
    ),
    "A352": Message("it names {name}, which {table} has no row of", "restore the ledger from a copy of it"),
    "A353": Message("{number} rows are current for {name}", "restore the ledger from a copy of it"),
    "A354": Message(
        "{gone} of its rows would not be derived now, and {new} others would",
        "run: attribution ledger derive --ledger FILE",
    ),
    "A355": Message(
        "the claim {id} is worded as none of its positions is", "run: attribution ledger derive --ledger FILE"
    ),
    "A356": Message("the id {id} is not that of its cue", "restore the ledger from a copy of it"),
    "A401": Message("nothing can be written here: {why}", "check the path, your rights and the space left"),
    "A402": Message(
        "--bidi visual needs the package python-bidi", "run: pip install 'arabic-attribution[visual]'"
    ),
    "A403": Message(
        "this file was begun by {before}, and this is {now}",
        "go on with the same --pipeline and --min-confidence, or delete the file to begin again",
    ),
    "A404": Message("line {line} of this unfinished output cannot be read", "delete the file to begin again"),
    "A405": Message(
        "the pipeline failed on this article: {why}", "leave it out, and report it with its text"
    ),
    "A406": Message(
        "the unfinished output has {count} articles that are not in this input",
        "give the same input as before, or delete the file to begin again",
    ),
    "A410": Message(
        "{count} spans do not fall on words and are not in the DocBin", "take --format jsonl, which has all"
    ),
    "A411": Message("{count} texts are longer than a cell of Excel and were cut", "see the sheet 'read me'"),
    "A412": Message("{rows} rows are more than the {most} of a sheet", "take --format csv"),
    "A413": Message("--table is for csv alone", "leave it out, or take --format csv"),
    "A414": Message("--drafts is for jsonld alone", "leave it out, or take --format jsonld"),
    "A420": Message(
        "no article of this ledger is called so",
        "see its articles with: attribution report claims --ledger FILE",
    ),
    "A421": Message(
        "several articles are called so: {several}", "give the beginning of one of these, its SHA-256"
    ),
    "A422": Message(
        "no claim of this ledger has this id",
        "see the ids with: attribution report timeline --ledger FILE --limit 0",
    ),
    "A450": Message("this needs Datasette", "run: pip install 'arabic-attribution[serve]'"),
    "A451": Message("this port cannot be used: {why}", "give another --port, or 0 for any that is free"),
    "A452": Message(
        "{found} is installed, and {wanted} is needed", "run: pip install --upgrade arabic-attribution"
    ),
    "A453": Message("it is not installed", "if you want it, run: pip install '{install}'"),
    "A454": Message("it takes {encoding}, which cannot hold Arabic", "set LANG=C.UTF-8 or PYTHONUTF8=1"),
    "A455": Message("none with Arabic letters was found", "install one, such as Noto Naskh Arabic"),
    "A456": Message("it has {width} columns, and reports want {wanted}", "make the window wider"),
    "A457": Message(
        "it is not known to put Arabic in order",
        "if Arabic comes out reversed, give reports --bidi visual (extra 'visual'); if not, --bidi terminal",
    ),
    "A440": Message("--lang is for html alone", "leave it out, or take --format html"),
    "A501": Message(
        "the text of {id} is not that of the gold article", "extract from the gold file's own texts"
    ),
    "A502": Message(
        "training needs packages that are not installed", "run: pip install 'arabic-attribution[train]'"
    ),
    "A503": Message("the encoder is not there", "make it with: python models/encoder/convert.py {folder}"),
    "A504": Message("{figure} is {value:.3f}, below its floor {floor:.3f}", "find out what made it worse"),
    "A505": Message(
        "the gold is not that of the floors",
        "if that is meant, run: python -m attribution.training.gate --update",
    ),
    "A506": Message(
        "none of the articles is for training", "give annotated articles, and see annotations/splits.json"
    ),
    "A520": Message(
        "its attributions have no calibrated confidence",
        "extract them with a pipeline that was calibrated: python -m attribution.training.calibrate",
    ),
    "A521": Message(
        "{count} attributions are too few to fit a calibration on", "give more articles that it has not seen"
    ),
    "A522": Message(
        "this learning curve was begun with other settings: {what}",
        "go on with the same ones, or give another folder",
    ),
    "A523": Message(
        "there are {count} training articles, fewer than {size}", "ask for smaller sizes, or for 'all'"
    ),
    "A530": Message(
        "a training was begun here with other settings: {what}",
        "give the same command as then, another folder, or --restart to begin again",
    ),
    "A531": Message("a training was finished here", "give another folder, or --restart to train anew"),
    "A532": Message("the training cannot go on from here: {why}", "give --restart to begin again"),
    "A533": Message(
        "this pipeline has no encoder that training could go on from",
        "give a pipeline that attribution train made, or one of models/pipelines",
    ),
    "A508": Message("the pipelines differ: {other}", "average pipelines that went on from the same weights"),
    "A507": Message(
        "the teacher's vectors are not those of {articles}", "make both together: attribution.training.silver"
    ),
    "A700": Message("no Doccano server answers here", "start it: attribution doccano serve, or check --url"),
    "A701": Message("{user} cannot log in with this password", "check name and password"),
    "A702": Message("this is not an answer of Doccano: {why}", "check --url; Doccano must be 1.8.4"),
    "A703": Message("{user} may not do this", "log in as an administrator of the project: --user"),
    "A704": Message(
        "Doccano's worker does not answer, so nothing is imported or exported",
        "start both again: attribution doccano stop, then attribution doccano serve, then this command again",
    ),
    "A705": Message("Doccano could not import: {why}; nothing of this part was left there", "report it"),
    "A706": Message("the project is of another kind: {why}", "give another --project"),
    "A707": Message("the project lacks the labels {labels}", "import {file} in Doccano's page Labels"),
    "A708": Message("there is no project of that name", "see: attribution doccano status"),
    "A709": Message("the server has no account {user}", "make it: attribution doccano annotator {user}"),
    "A710": Message("two articles have the id {id}", "give each its own"),
    "A711": Message("the article cannot be sent: {why}", "mend its text, or leave it out"),
    "A712": Message(
        "the article is there in another version; it was left alone", "push it to another --project"
    ),
    "A713": Message("somebody has deleted the document in Doccano", "to send it again: push --again"),
    "A714": Message("the document is there {count} times", "delete all but one in the page Dataset"),
    "A715": Message("the account {user} exists", "choose another name"),
    "A716": Message("Doccano refuses the account: {why}", "choose another name or password"),
    "A720": Message("{label} {start}:{end} (UTF-16) is no span of this text", "mark it again in Doccano"),
    "A721": Message(
        "{label} {start}:{end} (UTF-16) has blanks at its ends", "they were taken off: nothing to do"
    ),
    "A722": Message("text or metadata are not as they were pushed", "compare it with the article"),
    "A723": Message(
        "{label} {start}:{end} has a label that is not known", "choose one of the project's labels"
    ),
    "A724": Message("a relation {type} lacks one of its ends", "draw it again in Doccano"),
    "A725": Message("the relation {type} cannot go between {first} and {second}", "draw it anew"),
    "A726": Message("{cue} has more than one {kind}; the first was taken", "delete the others in Doccano"),
    "A727": Message("{entity} belongs to no cue and was left out", "relate a CUE to it, or delete it"),
    "A728": Message("no document is confirmed", "confirm documents in Doccano, or give --all"),
    "A730": Message("Doccano needs Python 3.11", "install it, or give it with --python"),
    "A731": Message("the server's environment cannot be made: {why}", "see {log}"),
    "A732": Message("port {port} is in use", "give another --port"),
    "A733": Message("the server did not start: {why}", "see {log}"),
    "A734": Message("no password was given", "set {variable}, or give --password-file"),
    "A735": Message("others can read this password file", "run: chmod 600 {file}"),
    "A736": Message("{count} processes of the server could not be ended: {pids}", "end them yourself"),
    "A737": Message("this needs the extra 'doccano'", "run: pip install 'arabic-attribution[doccano]'"),
    "A740": Message("the texts of {id} differ", "compare annotations of the same articles"),
    "A741": Message("the files have no article in common", "give annotations of the same articles"),
}


class AttributionError(ValueError):
    """Input that was refused, or a thing that cannot be done.

    Args:
        code: A key of ``MESSAGES``.
        where: File, line, article or ledger that it is about.
        **facts: What the message's placeholders stand for.
    """

    def __init__(self, code: str, where: object = "", **facts: object) -> None:
        """Look the code up and fill in the facts."""
        self.code = code
        self.where = str(where)
        message = MESSAGES[code]
        self.what = message.what.format(**facts)
        self.todo = message.todo.format(**facts)
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"[{self.code}] {place}{self.what}; {self.todo}."
