"""The review page: a folder of static files that a person reads, filters and checks claims in."""

from pipeline.report.build import ReportInput, build_report

__all__ = ["ReportInput", "build_report"]
