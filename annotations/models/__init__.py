"""Rows, constraints and querysets; one noun a file."""

from annotations.models.anchor import Anchor, AnchorStatus
from annotations.models.annotation import MOST_QUOTE, Annotation, AnnotationRange
from annotations.models.approval import Approval, Opinion
from annotations.models.article import Article, ArticleVersion, Direction, Origin, Recheck
from annotations.models.asked import Asked
from annotations.models.audit_event import AuditEvent, AuditHead
from annotations.models.captured_page import (
    CapturedPage,
    CapturedResource,
    CaptureKind,
    CaptureOrder,
    CaptureReason,
    CaptureState,
)
from annotations.models.checklist import AnswerChoice, ChecklistAnswer, ChecklistQuestion
from annotations.models.citation import Citation, Stance
from annotations.models.claim import MOST_WORDING, Appearance, Claim, Precision, Sensitive, SetAsideReason
from annotations.models.claim_review import ClaimReview
from annotations.models.claim_word import ClaimWord
from annotations.models.claimant import Claimant
from annotations.models.contact import Channel, Contact, ContactOutcome
from annotations.models.correction_kind import MINOR, CorrectionKind
from annotations.models.correction_request import CorrectionRequest, RequestOutcome
from annotations.models.evidence_change import EvidenceChange, EvidenceKind, Outcome
from annotations.models.expert import ExpertAnswer, ExpertLink, Judgement
from annotations.models.fetch import Fetch, FetchState, HostPace
from annotations.models.head_stamp import HeadStamp
from annotations.models.invitation import Invitation
from annotations.models.label import Label, Rating
from annotations.models.live_page import LivePage, LiveState
from annotations.models.mail import Mail
from annotations.models.media import Media, MediaRating
from annotations.models.newsroom import Newsroom
from annotations.models.newsroom_page import NewsroomPage, PageKind
from annotations.models.note import BEFORE_RATING, SUGGESTED, About, Note
from annotations.models.notification import USUAL, NoticeChannel, NoticeKind, Notification
from annotations.models.outbox import OutboxPage
from annotations.models.outlet_change import ChangeKind, OutletChange
from annotations.models.outside_copy import OutsideCopy, OutsideState
from annotations.models.pinned_check import PinnedCheck
from annotations.models.public_copy import PublicCopy
from annotations.models.published_file import PublishedFile
from annotations.models.published_markup import PublishedMarkup
from annotations.models.removal import Removal
from annotations.models.review_author import ReviewAuthor
from annotations.models.saved_view import SavedView
from annotations.models.search_entry import (
    ArticleEntry,
    CheckEntry,
    ClaimantEntry,
    ClaimEntry,
    CopyEntry,
    SearchLanguage,
    SearchWord,
    SourceEntry,
)
from annotations.models.snapshot import MACHINE, Blob, PictureHash, Snapshot
from annotations.models.source import Health, Source, SourceType
from annotations.models.user import Role, User

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
