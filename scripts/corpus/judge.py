"""CPython judges what fixes make of files: reads a JSON list of pairs of texts, and prints a line
for each that breaks a law, with its index and the reason."""

import ast
import builtins
import io
import json
import sys
import symtable
import tokenize
import warnings
from collections import Counter

warnings.simplefilter("ignore")

# Bound in every module without an assignment.
MODULE_NAMES = {"__file__", "__name__", "__doc__", "__path__", "__package__", "__spec__",
                "__loader__", "__builtins__", "__annotations__", "__dict__"}


def broken_law(before, after):
    if not compiles(before):
        return None
    if not compiles(after):
        return "CPython cannot compile the result"
    lost = comments(before) - comments(after)
    if lost:
        return f"it loses the comment {next(iter(lost))!r}"
    unbound = unbound_names(after) - unbound_names(before)
    if unbound:
        return f"nothing binds {', '.join(sorted(unbound))}"
    if line_breaks(after) - line_breaks(before) and line_breaks(before):
        return "it brings another kind of line break"
    if trailing_space(after) > trailing_space(before):
        return "it leaves space at the end of a line"
    if has_mixed_indentation(after) and not has_mixed_indentation(before):
        return "it mixes tabs and spaces"
    return None


def compiles(text):
    try:
        compile(text, "<dag>", "exec", dont_inherit=True)
        return True
    except (SyntaxError, ValueError, RecursionError):
        return False


def comments(text):
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return Counter()
    return Counter(token.string.rstrip() for token in tokens if token.type == tokenize.COMMENT)


def unbound_names(text):
    """Names that are read as globals and that the module binds nowhere."""
    if any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
           for node in ast.walk(ast.parse(text))):
        return set()
    top = symtable.symtable(text, "<dag>", "exec")
    bound = {symbol.get_name() for symbol in top.get_symbols()
             if symbol.is_assigned() or symbol.is_imported()}
    read = set()
    tables = [top]
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        for symbol in table.get_symbols():
            if symbol.is_declared_global() and symbol.is_assigned():
                bound.add(symbol.get_name())
            if symbol.is_referenced() and (table is top or symbol.is_global()):
                read.add(symbol.get_name())
    return read - bound - set(dir(builtins)) - MODULE_NAMES


def line_breaks(text):
    found = {"\r\n"} if "\r\n" in text else set()
    return found | ({"\n"} if "\n" in text.replace("\r\n", "") else set())


def trailing_space(text):
    return sum(line != line.rstrip() for line in text.splitlines())


def has_mixed_indentation(text):
    indents = {line[0] for line in text.splitlines() if line[:1] in ("\t", " ") and line.strip()}
    return len(indents) > 1


for index, result in enumerate(json.load(sys.stdin)):
    problem = broken_law(result["before"], result["text"])
    if problem is not None:
        print(f"{index}\t{problem}")
