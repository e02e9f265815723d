package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GpuPlacementTest {

    /** Not of this machine, as far as one can see. */
    private static final GpuProcess STRANGER = new GpuProcess(Long.MAX_VALUE / 10, false);

    /** Of this machine, and no trial. */
    private static final GpuProcess NEIGHBOUR =
            new GpuProcess(ProcessHandle.current().pid(), true);

    private final List<Gpu> gpus = new ArrayList<>();
    private final List<GpuUse> uses = new ArrayList<>();

    @Nested
    class Order {

        @Test
        void shouldBeByIndexWhenNothingElseDiffers() {
            idle(3);
            assertThat(place(demand(2))).containsExactly(0, 1);
        }

        @Test
        void shouldBeginWithTheLeastLoaded() {
            gpus.add(new Gpu(0, "a", 0, 90, List.of()));
            gpus.add(new Gpu(1, "b", 500, 10, List.of()));
            gpus.add(new Gpu(2, "c", 400, 10, List.of()));
            assertThat(place(demand(1))).containsExactly(2);
            assertThat(place(demand(2))).containsExactly(1, 2);
        }

        @Test
        void shouldCountTrialsThatDoNothingYet() {
            gpus.add(new Gpu(0, "a", 0, 0, List.of()));
            gpus.add(new Gpu(1, "b", 0, 50, List.of()));
            use(2, 0);
            assertThat(place(shared(2))).containsExactly(1);
        }
    }

    @Nested
    class Free {

        @Test
        void shouldBeAllOfAll() {
            idle(2);
            assertThat(place(demand(2))).containsExactly(0, 1);
            assertThat(placement().objection(demand(2))).isEmpty();
        }

        @Test
        void shouldNotBeWhatATrialHas() {
            idle(2);
            use(1, 0);
            assertThat(place(demand(1))).containsExactly(1);
            assertThat(place(demand(2))).isNull();
        }

        @Test
        void shouldBeSharedByAsManyAsBothAllow() {
            idle(1);
            use(3, 0);
            assertThat(place(shared(2))).containsExactly(0);
            assertThat(place(demand(1))).as("it wants one for itself").isNull();
            use(2, 0);
            assertThat(place(shared(2))).isNull();
            assertThat(place(shared(3)))
                    .as("one of those there allows two only")
                    .isNull();
        }

        @Test
        void shouldNotBeWhereOthersCompute() {
            gpus.add(new Gpu(0, "a", 0, 0, List.of(NEIGHBOUR)));
            gpus.add(new Gpu(1, "b", 0, 0, List.of(STRANGER)));
            assertThat(place(demand(1))).isNull();
            assertThat(placement().obstacles(demand(1)))
                    .isEqualTo("GPU 0 has processes that are no trials (pid " + NEIGHBOUR.pid()
                            + "), GPU 1 has processes that are no trials (pid " + STRANGER.pid() + ")");
            assertThat(place(new GpuDemand(1, 1, true, null))).containsExactly(0);
        }

        @Test
        void shouldBeWhereAProcessHasEndedSince() {
            gpus.add(new Gpu(0, "a", 0, 0, List.of(new GpuProcess(STRANGER.pid(), true))));
            assertThat(place(demand(1))).containsExactly(0);
        }

        @Test
        void shouldBeWhereOnlyTrialsCompute() {
            long self = ProcessHandle.current().pid();
            gpus.add(new Gpu(0, "a", 0, 0, List.of(NEIGHBOUR, STRANGER)));
            uses.add(new GpuUse(self, List.of("a"), 2));
            assertThat(place(shared(2)))
                    .as("a number that means nothing here may be one of the trial's")
                    .containsExactly(0);
        }
    }

    @Nested
    class Indices {

        @Test
        void shouldLimitTheChoice() {
            idle(4);
            assertThat(place(new GpuDemand(2, 1, false, List.of("3", "2")))).containsExactly(2, 3);
        }

        @Test
        void shouldBeUniqueIdsToo() {
            gpus.add(new Gpu(0, "GPU-1234-a", 0, 0, List.of()));
            gpus.add(new Gpu(1, "GPU-5678-b", 0, 0, List.of()));
            assertThat(place(new GpuDemand(1, 1, false, List.of("GPU-56")))).containsExactly(1);
        }

        @Test
        void shouldBeNamedWhenTheyCannotDo() {
            idle(2);
            assertThat(placement().objection(demand(3)))
                    .hasValue("trialGpuNumber: 3 (expected: <= 2; this machine has GPU 0, 1)");
            assertThat(placement().objection(new GpuDemand(2, 1, false, List.of("1", "7"))))
                    .hasValue("trialGpuNumber: 2 (expected: <= 1; this machine has GPU 0, 1, of which gpuIndices or the"
                            + " server's CUDA_VISIBLE_DEVICES (1,7) allow 1)");
            assertThat(placement()
                            .objection(new GpuDemand(1, 1, false, List.of("")))
                            .orElseThrow())
                    .endsWith("allow none)");
        }
    }

    @Nested
    class Patience {

        @Test
        void shouldNotBeOvertaken() {
            idle(2);
            use(1, 0);
            GpuPlacement placement = placement();
            assertThat(placement.place(demand(2))).isEmpty();
            assertThat(placement.obstacles(demand(1)))
                    .isEqualTo(
                            "GPU 0 is kept for an attempt that waits longer, GPU 1 is kept for an attempt that waits longer");
            assertThat(placement.place(demand(1))).isEmpty();
        }

        @Test
        void shouldNotKeepWhatItCannotUse() {
            gpus.add(new Gpu(0, "a", 0, 0, List.of(NEIGHBOUR)));
            GpuPlacement placement = placement();
            assertThat(placement.place(demand(1))).isEmpty();
            assertThat(placement.place(new GpuDemand(1, 1, true, null))).isPresent();
        }
    }

    private void idle(int count) {
        for (int index = 0; index < count; index++) {
            gpus.add(new Gpu(index, "GPU-" + index, 0, 0, List.of()));
        }
    }

    private void use(int trialsPerGpu, int index) {
        uses.add(new GpuUse(1, List.of(gpus.get(index).uuid()), trialsPerGpu));
    }

    private GpuPlacement placement() {
        GpuPlacement placement = new GpuPlacement(gpus);
        placement.see(new GpuUses(uses));
        return placement;
    }

    private @Nullable List<Integer> place(GpuDemand demand) {
        return placement()
                .place(demand)
                .map(share -> share.gpus().stream().map(Gpu::index).toList())
                .orElse(null);
    }

    private static GpuDemand demand(int number) {
        return new GpuDemand(number, 1, false, null);
    }

    private static GpuDemand shared(int trials) {
        return new GpuDemand(1, trials, false, null);
    }
}
