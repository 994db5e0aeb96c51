"""How well a shopkeeper and a consumer know each other, and how much trust there is: an account of events."""

from webapp.social.relationships.facts import (
    ActionKind,
    ActionReason,
    Alternative,
    AudienceMember,
    ContactPreference,
    EventObjection,
    NextBestAction,
    OwnShop,
    Pair,
    TimelineEntry,
)
from webapp.social.relationships.kinds import EventKind, Skill, Stage
from webapp.social.relationships.queries.pairs import (
    FunnelStage,
    NoSuchCustomer,
    funnel,
    pair_for,
    pairs_among,
    pairs_of,
    pairs_of_consumer,
    shopkeeper_rank_of,
)
from webapp.social.relationships.queries.shops_holding_data import (
    ShopHoldingData,
    data_held_by_shop,
    shops_holding_data_of,
)
from webapp.social.relationships.queries.timeline import timeline_of
from webapp.social.relationships.rules import event_log_file
from webapp.social.relationships.rules.ability import SkillOutcome, ability_of_outcomes, skill_value
from webapp.social.relationships.rules.event_log_file import AnalysedPair, Analysis, BadLog
from webapp.social.relationships.rules.next_best_action import CustomerContext, choose_next_best_action
from webapp.social.relationships.rules.next_stage import next_stage_of
from webapp.social.relationships.rules.parameters import check_parameters, parameters
from webapp.social.relationships.rules.reciprocity import reciprocity_of
from webapp.social.relationships.rules.trust import softening
from webapp.social.relationships.rules.trust_history import trust_history_of
from webapp.social.relationships.service import objections, recompute, scores, share_audience, share_openings
from webapp.social.relationships.service.advice import ShareAdvice, advise
from webapp.social.relationships.service.contact_preferences import (
    contact_preferences_of,
    lock_contact_preference,
    save_contact_preference,
)
from webapp.social.relationships.service.events import (
    PURPOSE,
    EventReport,
    TrustForecast,
    ability_of,
    derive_pair_locked,
    events_of,
    forecast_event,
    record_blocks_again,
    record_event,
    save_abilities,
    void_event,
    void_reported_event,
)
from webapp.social.relationships.service.invitations import record_referral
from webapp.social.relationships.service.objections import AlreadyObjected, ObjectionView, open_objections
from webapp.social.relationships.service.order_events import (
    record_late_delivery,
    record_order_event,
    record_returned_purchase,
    void_satisfied_purchase,
)
from webapp.social.relationships.service.share_audience import Recipient
from webapp.social.relationships.service.share_openings import record_openings_of_visitor

__all__ = [
    "PURPOSE",
    "ActionKind",
    "ActionReason",
    "AlreadyObjected",
    "Alternative",
    "AnalysedPair",
    "Analysis",
    "AudienceMember",
    "BadLog",
    "ContactPreference",
    "CustomerContext",
    "EventKind",
    "EventObjection",
    "EventReport",
    "FunnelStage",
    "NextBestAction",
    "NoSuchCustomer",
    "ObjectionView",
    "OwnShop",
    "Pair",
    "Recipient",
    "ShareAdvice",
    "ShopHoldingData",
    "Skill",
    "SkillOutcome",
    "Stage",
    "TimelineEntry",
    "TrustForecast",
    "ability_of",
    "ability_of_outcomes",
    "advise",
    "check_parameters",
    "choose_next_best_action",
    "contact_preferences_of",
    "data_held_by_shop",
    "derive_pair_locked",
    "event_log_file",
    "events_of",
    "forecast_event",
    "funnel",
    "lock_contact_preference",
    "next_stage_of",
    "objections",
    "open_objections",
    "pair_for",
    "pairs_among",
    "pairs_of",
    "pairs_of_consumer",
    "parameters",
    "reciprocity_of",
    "recompute",
    "record_blocks_again",
    "record_event",
    "record_late_delivery",
    "record_openings_of_visitor",
    "record_order_event",
    "record_referral",
    "record_returned_purchase",
    "save_abilities",
    "save_contact_preference",
    "scores",
    "share_audience",
    "share_openings",
    "shopkeeper_rank_of",
    "shops_holding_data_of",
    "skill_value",
    "softening",
    "timeline_of",
    "trust_history_of",
    "void_event",
    "void_reported_event",
    "void_satisfied_purchase",
]
