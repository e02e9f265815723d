package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trialog.cli.Table.Align;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table =
            new Table().column("id", Align.LEFT).column("n", Align.RIGHT).column("note", Align.LEFT);

    @Test
    void shouldAlignColumns() {
        table.row(List.of("a", "1000", "x")).row(List.of("long", "2", ""));

        assertThat(table.lines(Style.PLAIN, 80)).containsExactly("id       n  note", "a     1000  x", "long     2");
        assertThat(table.width()).isEqualTo(16);
    }

    @Test
    void shouldCutLinesThatDoNotFit() {
        table.row(List.of("a", "1000", "a long note"));

        assertThat(table.lines(Style.PLAIN, 16)).containsExactly("id     n  note", "a   1000  a l...");
    }

    @Test
    void shouldRefuseRowsOfAnotherLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row(List.of("a")))
                .withMessage("cells: 1 (expected: 3)");
    }
}
