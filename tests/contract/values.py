"""Hypothesis strategies for the values of the contract."""

from hypothesis import strategies as st

from tocsin.model import (
    CATEGORIES,
    STATUSES,
    Alert,
    Article,
    EnrichedArticle,
    Entity,
    Evidence,
    Language,
    Published,
    StageTimes,
    Threat,
    ThreatMatch,
    Tokens,
)

# Lone surrogates never get this far: producers replace them (CONTRACT, "Sizes").
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
instants = st.integers(min_value=-(2**40), max_value=2**45)
offsets = st.integers(min_value=0, max_value=10_000)
severities = st.integers(min_value=0, max_value=100)
fields = st.sampled_from(["title", "body"])
tuples_of_text = st.lists(texts, max_size=3).map(tuple)
published = st.none() | st.builds(
    Published,
    at=instants,
    taken_from=st.sampled_from(["item", "page", "text", "file"]),
    assumed=st.booleans(),
)
articles = st.builds(
    Article,
    v=st.just(1),
    id=texts,
    url=texts,
    feed_id=texts,
    owner=texts,
    title=texts,
    body=texts,
    first_seen=instants,
    revision=instants,
    content_hash=texts,
    published=published,
    summary=texts,
    authors=tuples_of_text,
    declared_language=texts,
    tags=tuples_of_text,
    also_known_as=tuples_of_text,
    truncated=st.booleans(),
    backfill=st.booleans(),
)
entities = st.builds(
    Entity,
    text=texts,
    label=st.sampled_from(["PERSON", "ORG", "LOC", "GROUP", "MISC"]),
    start=offsets,
    end=offsets,
    field=fields,
    name=texts,
)
categories = st.sampled_from(CATEGORIES)
statuses = st.sampled_from(STATUSES)
matches = st.builds(
    ThreatMatch,
    category=categories,
    term=texts,
    text=texts,
    start=offsets,
    end=offsets,
    field=fields,
    severity=severities,
    status=statuses,
    attribution=texts,
    why=texts,
)
threats = st.builds(
    Threat,
    relevant=st.none() | st.booleans(),
    category=st.none() | categories,
    severity=severities,
    status=st.none() | statuses,
    why=texts,
)
enriched = st.builds(
    EnrichedArticle,
    v=st.just(1),
    article=articles,
    language=st.builds(Language, code=texts, confidence=st.floats(0, 1)),
    entities=st.lists(entities, max_size=2).map(tuple),
    threats=st.lists(matches, max_size=2).map(tuple),
    threat=threats,
    tokens=st.builds(Tokens, title=tuples_of_text, body=tuples_of_text),
    lemmas=tuples_of_text,
    simhash=texts,
    understanding=st.sampled_from(["full", "names_only", "none"]),
    generation=st.integers(0, 999),
    times=st.builds(StageTimes, first_seen=instants, enriched=instants),
)
evidence = st.builds(
    Evidence,
    field=fields,
    before=texts,
    matched=texts,
    after=texts,
    start=offsets,
    end=offsets,
    category=st.none() | categories,
    term=texts,
)
alerts = st.builds(
    Alert,
    v=st.just(1),
    id=texts,
    rule_id=texts,
    rule_version=st.integers(0, 2**31),
    rule_title=texts,
    article_id=texts,
    revision=instants,
    url=texts,
    title=texts,
    feed_id=texts,
    owner=texts,
    language=texts,
    category=st.none() | categories,
    status=st.none() | statuses,
    severity=severities,
    why=texts,
    evidence=st.lists(evidence, max_size=2).map(tuple),
    destinations=tuples_of_text,
    published=published,
    first_seen=instants,
    raised=instants,
)
