package io.trialog.tuning;

/** Commands that bring what tuners and assessors answered. */
public sealed interface TuningCommand permits RecordSuggestions, RecordTunerFailure, RecordAssessorFailure {}
