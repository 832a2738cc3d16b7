"""A syntax tree back to text that parses to the same tree."""

from tocsin.query.tree import (
    And,
    Entity,
    Lang,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Since,
    Source,
    Threat,
    Until,
    Word,
)


def render(node: Node) -> str:
    """The query in its shortest plain form."""
    if isinstance(node, Or):
        return " OR ".join(render(item) for item in node.items)
    if isinstance(node, And):
        return " ".join(_grouped(item, Or) for item in node.items)
    if isinstance(node, Not):
        return "-" + _grouped(node.item, And, Or)
    return _leaf(node)


def _grouped(node: Node, *groups: type[Node]) -> str:
    return f"({render(node)})" if isinstance(node, groups) else render(node)


def _leaf(node: Leaf) -> str:
    match node:
        case Word(text):
            return text
        case Phrase(tokens):
            return f'"{" ".join(tokens)}"'
        case Prefix(text):
            return f"{text}*"
        case _:
            name, value = _field(node)
            return f"{name}:{value}"


def _field(node: Entity | Source | Threat | Lang | Since | Until) -> tuple[str, str]:
    match node:
        case Entity(key):
            return "entity", f'"{key}"'
        case Source(key):
            return "source", f'"{key}"'
        case Threat(category):
            return "threat", category
        case Lang(code):
            return "lang", code
        case Since(when):
            return "since", when
        case Until(when):
            return "until", when
