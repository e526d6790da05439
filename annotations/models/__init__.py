"""Rows, constraints and querysets; one noun a file."""

from annotations.models.claims.appearance import Appearance
from annotations.models.claims.asked import Asked
from annotations.models.claims.claim import MOST_WORDING, Claim, Precision, Sensitive, SetAsideReason
from annotations.models.claims.claim_word import ClaimWord
from annotations.models.claims.claimant import Claimant
from annotations.models.claims.media import Media, MediaRating
from annotations.models.evidence.captured_page import (
    CapturedPage,
    CapturedResource,
    CaptureKind,
    CaptureOrder,
    CaptureReason,
    CaptureState,
)
from annotations.models.evidence.citation import Citation, Stance
from annotations.models.evidence.evidence_change import EvidenceChange, EvidenceKind, Outcome
from annotations.models.evidence.fetch import Fetch, FetchState, HostPace
from annotations.models.evidence.outside_copy import OutsideCopy, OutsideState
from annotations.models.evidence.removal import Removal
from annotations.models.evidence.snapshot import MACHINE, Blob, PictureHash, Snapshot
from annotations.models.evidence.source import Health, Source, SourceType
from annotations.models.newsroom.invitation import Invitation
from annotations.models.newsroom.label import Label, Rating
from annotations.models.newsroom.newsroom import Newsroom
from annotations.models.newsroom.newsroom_page import NewsroomPage, PageKind
from annotations.models.newsroom.saved_view import SavedView
from annotations.models.newsroom.search_entry import (
    ArticleEntry,
    CheckEntry,
    ClaimantEntry,
    ClaimEntry,
    CopyEntry,
    SearchLanguage,
    SearchWord,
    SourceEntry,
)
from annotations.models.newsroom.user import Role, User
from annotations.models.publishing.correction_kind import MINOR, CorrectionKind
from annotations.models.publishing.correction_request import CorrectionRequest, RequestOutcome
from annotations.models.publishing.live_page import LivePage, LiveState
from annotations.models.publishing.outbox import OutboxPage
from annotations.models.publishing.pinned_check import PinnedCheck
from annotations.models.publishing.public_copy import PublicCopy
from annotations.models.publishing.published_file import PublishedFile
from annotations.models.publishing.published_markup import PublishedMarkup
from annotations.models.record.audit_event import AuditEvent, AuditHead
from annotations.models.record.head_stamp import HeadStamp
from annotations.models.record.mail import Mail
from annotations.models.record.notification import USUAL, NoticeChannel, NoticeKind, Notification
from annotations.models.review.approval import Approval, Opinion
from annotations.models.review.checklist import AnswerChoice, ChecklistAnswer, ChecklistQuestion
from annotations.models.review.claim_review import ClaimReview
from annotations.models.review.contact import Channel, Contact, ContactOutcome
from annotations.models.review.expert import ExpertAnswer, ExpertLink, Judgement
from annotations.models.review.review_author import ReviewAuthor
from annotations.models.text.anchor import Anchor, AnchorStatus
from annotations.models.text.annotation import MOST_QUOTE, Annotation, AnnotationRange
from annotations.models.text.article import Article, ArticleVersion, Direction, Origin, Recheck
from annotations.models.text.note import BEFORE_RATING, SUGGESTED, About, Note
from annotations.models.text.outlet_change import ChangeKind, OutletChange

__all__ = [
    "BEFORE_RATING",
    "MACHINE",
    "MINOR",
    "MOST_QUOTE",
    "MOST_WORDING",
    "SUGGESTED",
    "USUAL",
    "About",
    "Anchor",
    "AnchorStatus",
    "Annotation",
    "AnnotationRange",
    "AnswerChoice",
    "Appearance",
    "Approval",
    "Article",
    "ArticleEntry",
    "ArticleVersion",
    "Asked",
    "AuditEvent",
    "AuditHead",
    "Blob",
    "CaptureKind",
    "CaptureOrder",
    "CaptureReason",
    "CaptureState",
    "CapturedPage",
    "CapturedResource",
    "ChangeKind",
    "Channel",
    "CheckEntry",
    "ChecklistAnswer",
    "ChecklistQuestion",
    "Citation",
    "Claim",
    "ClaimEntry",
    "ClaimReview",
    "ClaimWord",
    "Claimant",
    "ClaimantEntry",
    "Contact",
    "ContactOutcome",
    "CopyEntry",
    "CorrectionKind",
    "CorrectionRequest",
    "Direction",
    "EvidenceChange",
    "EvidenceKind",
    "ExpertAnswer",
    "ExpertLink",
    "Fetch",
    "FetchState",
    "HeadStamp",
    "Health",
    "HostPace",
    "Invitation",
    "Judgement",
    "Label",
    "LivePage",
    "LiveState",
    "Mail",
    "Media",
    "MediaRating",
    "Newsroom",
    "NewsroomPage",
    "Note",
    "NoticeChannel",
    "NoticeKind",
    "Notification",
    "Opinion",
    "Origin",
    "OutboxPage",
    "Outcome",
    "OutletChange",
    "OutsideCopy",
    "OutsideState",
    "PageKind",
    "PictureHash",
    "PinnedCheck",
    "Precision",
    "PublicCopy",
    "PublishedFile",
    "PublishedMarkup",
    "Rating",
    "Recheck",
    "Removal",
    "RequestOutcome",
    "ReviewAuthor",
    "Role",
    "SavedView",
    "SearchLanguage",
    "SearchWord",
    "Sensitive",
    "SetAsideReason",
    "Snapshot",
    "Source",
    "SourceEntry",
    "SourceType",
    "Stance",
    "User",
]  # fmt: skip
