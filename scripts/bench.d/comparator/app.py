"""Two operations of Peerline as a FastAPI and SQLAlchemy service, on the same tables, to be measured beside it.

The same work: the token's signature, issuer, audience and expiry; roles remembered and confirmed by the epoch inside the
transaction; the agency told to the server; the body checked, unknown fields refused; the policy in force; the row; and
whatever else the server writes for a request: statements of create.sql that touch other tables are run as they stand.
"""

import json
import os
import random
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID, uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import Depends, FastAPI, Header, HTTPException
from models import Base, Grant, Member, PolicyVersion, Principal, SupportRequest
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

# An Ed25519 key in PKCS #8: the seed begins at byte 16.
SEED = Path(os.environ["SIGNING_KEY"]).read_bytes()[16:48]
KEY = Ed25519PrivateKey.from_private_bytes(SEED).public_key()
ENGINE = create_async_engine(
    os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://", 1),
    pool_size=int(os.environ["CONNECTIONS"]),
    max_overflow=0,
)
SESSIONS = async_sessionmaker(ENGINE, expire_on_commit=False)
VARIABLES = json.loads(os.environ["VARIABLES"])
WORDS = ["amber", "calm", "cedar", "copper", "heron", "lantern", "meadow", "otter"]
app = FastAPI()


def further_statements() -> list:
    """Statements of the server's request that touch tables no model here stands for."""
    found = []
    for line in Path(os.environ["CREATE_SQL"]).read_text().splitlines():
        table = re.match(r'(?:INSERT INTO|UPDATE|DELETE FROM|SELECT .* FROM) \(?"?(\w+)"?', line)
        if table and table[1] not in Base.metadata.tables:
            # What is drawn is a number; SQLAlchemy does not see a variable before `::`.
            bound = re.sub(r":(\w+)::(\w+)", r"CAST(CAST(:\1 AS bigint) AS \2)", line.rstrip(";"))
            found.append(text(bound))
    return found


FURTHER = further_statements()


class NewReferral(BaseModel):
    model_config = ConfigDict(extra="forbid")
    channel: Literal["telephone", "email", "text", "in_person", "direct_to_member", "word_of_mouth"]
    population: Literal["employee", "family", "other_agency", "community"]
    stressor: Literal["work", "personal", "cumulative"]
    category: Annotated[str | None, Field(max_length=64)] = None
    mode: Annotated[str | None, Field(max_length=64)] = None
    unit_id: UUID | None = None
    incident_id: UUID | None = None
    identity: Literal["none"]
    purpose: Literal["support", "discipline", "coaching", "work_improvement_plan"] = "support"
    exposed_at: datetime | None = None


class Received(BaseModel):
    id: UUID
    status: str = "received"
    variances: list[str] = []


class Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: UUID
    channel: str
    population: str
    stressor: str
    category: str | None
    mode: str | None
    unit_id: UUID | None
    received_at: datetime
    spoken_code: str
    state: str
    member_id: UUID | None
    declared: bool
    refer_out_proposed: bool = False
    allowed_events: list[str] = []
    allowed_actions: list[str] = ["triage_request", "record_request_event"]
    declarations_asked: list[str] = []
    resources: list[str] = []
    returned: str | None = None
    variances: list[str] = []


class Page(BaseModel):
    items: list[Shown]
    next_cursor: str | None


class Actor(BaseModel):
    principal: UUID
    agency: UUID
    roles: list[str]
    epoch: int


REMEMBERED: dict[UUID, Actor] = {}
DOCUMENTS: dict[UUID, tuple[int, dict]] = {}


async def actor(authorization: Annotated[str, Header()] = "") -> Actor:
    try:
        claims = jwt.decode(
            authorization.removeprefix("Bearer "), KEY, algorithms=["EdDSA"], audience="peerline", issuer="peerline"
        )
        principal = UUID(claims["sub"])
    except (jwt.PyJWTError, ValueError, KeyError) as error:
        raise HTTPException(401) from error
    if principal not in REMEMBERED:
        async with SESSIONS.begin() as session:
            await session.execute(select(func.set_config("app.platform", "on", True)))
            found = await session.get(Principal, principal)
            if found is None or found.agency_id is None:
                raise HTTPException(401)
            grants = select(Grant.role).where(Grant.principal_id == principal, Grant.ended_on.is_(None))
            roles = list(await session.scalars(grants))
        REMEMBERED[principal] = Actor(
            principal=principal, agency=found.agency_id, roles=roles, epoch=found.authorization_epoch
        )
    if "coordinator" not in REMEMBERED[principal].roles:
        raise HTTPException(403)
    return REMEMBERED[principal]


By = Annotated[Actor, Depends(actor)]


async def confirm(session: AsyncSession, by: Actor) -> None:
    await session.execute(select(func.set_config("app.agency", str(by.agency), True)))
    columns = select(Principal.authorization_epoch, Principal.revoked_at, Principal.tokens_valid_from)
    current = (await session.execute(columns.where(Principal.id == by.principal))).one()
    if current.authorization_epoch != by.epoch or current.revoked_at is not None:
        raise HTTPException(401)


async def policy(session: AsyncSession, by: Actor) -> tuple[UUID, dict]:
    """The version in force; its document is read once and remembered by revision."""
    today = datetime.now(UTC).date()
    near = (
        select(PolicyVersion.id, PolicyVersion.revision, PolicyVersion.effective_from, PolicyVersion.effective_until)
        .where(PolicyVersion.agency_id == by.agency, PolicyVersion.effective_from <= today + timedelta(days=1))
        .where(or_(PolicyVersion.effective_until.is_(None), PolicyVersion.effective_until > today - timedelta(days=1)))
        .order_by(PolicyVersion.effective_from.desc(), PolicyVersion.id)
    )
    for found in await session.execute(near):
        if found.effective_from <= today < (found.effective_until or date.max):
            if DOCUMENTS.get(found.id, (None,))[0] != found.revision:
                document = select(PolicyVersion.document).where(PolicyVersion.id == found.id)
                DOCUMENTS[found.id] = (found.revision, (await session.execute(document)).scalar_one())
            return found.id, DOCUMENTS[found.id][1]
    raise HTTPException(409)


def codes(document: dict, register: str) -> set[str]:
    return {entry["code"] for entry in document["registers"][register]}


@app.post("/v1/referrals", status_code=202, response_model=Received)
async def refer(by: By, new: NewReferral, idempotency_key: Annotated[str, Header()] = "") -> Received:
    async with SESSIONS.begin() as session:
        await confirm(session, by)
        version, document = await policy(session, by)
        if new.category is not None and new.category not in codes(document, "categories"):
            raise HTTPException(422)
        if new.mode is not None and new.mode not in codes(document, "modes"):
            raise HTTPException(422)
        row = SupportRequest(
            agency_id=by.agency,
            id=uuid4(),
            policy_version_id=version,
            received_at=datetime.now(UTC),
            spoken_code=f"{random.choice(WORDS)} {random.choice(WORDS)} {random.randrange(100):02}",
            state="received",
            declared=False,
            revision=1,
            referred_by="coordinator",
            second_follow_up_needed=False,
            **new.model_dump(exclude={"incident_id", "identity", "purpose", "exposed_at"}),
        )
        session.add(row)
        await session.flush()
        for statement in FURTHER:
            values = {name: VARIABLES.get(name) or random.getrandbits(62) for name in statement._bindparams}
            await session.execute(statement, values)
    return Received(id=row.id)


async def acting_member(session: AsyncSession, by: Actor) -> UUID | None:
    mine = select(Member.id).where(Member.agency_id == by.agency, Member.principal_id == by.principal)
    return (await session.execute(mine)).scalar_one_or_none()


@app.get("/v1/support-requests", response_model=Page)
async def page(by: By, limit: Annotated[int, Field(ge=1, le=100)] = 50) -> Page:
    async with SESSIONS.begin() as session:
        await confirm(session, by)
        rows = select(SupportRequest).where(SupportRequest.agency_id == by.agency).order_by(SupportRequest.id)
        found = list(await session.scalars(rows.limit(limit + 1)))
        await policy(session, by)
        await acting_member(session, by)
    shown = [Shown.model_validate(row) for row in found[:limit]]
    return Page(items=shown, next_cursor=str(shown[-1].id) if len(found) > limit else None)
