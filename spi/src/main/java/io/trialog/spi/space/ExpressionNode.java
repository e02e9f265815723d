package io.trialog.spi.space;

/** A part of a {@link Constraint}: a condition, a number or another value. */
sealed interface ExpressionNode permits Formula, Term, Operand {}
