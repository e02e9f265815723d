package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.bootstrap.DataDirectory;
import io.trialog.bootstrap.Home;
import io.trialog.fixtures.DataFolders;
import io.trialog.port.Neighbour;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real data directories. */
class HomeNeighboursTest {

    @TempDir
    private Path folder;

    private final LocalServers servers = new LocalServers(Map.of(), Instant::now);
    private Home home;

    @BeforeEach
    void fillHome() throws Exception {
        home = new Home(folder.resolve("home"));
        DataFolders.of(home.path().resolve("digits"), DataFolders.corpus("0.1.0-digits"));
        DataFolders.of(home.path().resolve("random"), DataFolders.corpus("0.1.0-random"));
    }

    private List<Neighbour> neighbours(String own) {
        return new HomeNeighbours(servers, home, home.path().resolve(own)).experiments();
    }

    private List<ListedExperiment> listed(String name) {
        return servers.list(home.path().resolve(name)).experiments();
    }

    @Test
    void shouldTellWhatTheListShowsWithoutItsOwn() {
        assertThat(neighbours("digits"))
                .isNotEmpty()
                .allSatisfy(found -> {
                    assertThat(found.dataDirectory()).isEqualTo(home.path().resolve("random"));
                    assertThat(found.server()).isNull();
                })
                .extracting(found -> found.experiment().toString())
                .isEqualTo(listed("random").stream()
                        .map(listed -> listed.json().toString())
                        .toList());
        assertThat(neighbours("server"))
                .hasSize(listed("digits").size() + listed("random").size());
    }

    @Test
    void shouldLeaveOutWhatCannotBeRead() throws Exception {
        // given
        Path log = Files.createDirectories(DataDirectory.log(home.path().resolve("broken")));
        Files.writeString(log.resolve("CURRENT"), "no manifest");

        // when / then
        assertThat(neighbours("digits")).hasSameSizeAs(listed("random"));
    }

    @Test
    void shouldTellNothingOfAHomeThatCannotBeRead() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(new HomeNeighbours(servers, new Home(file), folder).experiments())
                .isEmpty();
    }

    @Test
    void shouldReachThePageOfAServerWithTheAddressOfTheOther() throws Exception {
        try (RunningServer other =
                        servers.start(StartOptions.passing(home.path().resolve("random"), home, false));
                RunningServer own = servers.start(StartOptions.passing(home.ofServer(), home, false))) {
            // when
            URI asked = own.url().resolve("/api/v1/home");
            String answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(asked).build(), BodyHandlers.ofString())
                    .body();

            // then
            JsonNode experiments = new ObjectMapper().readTree(answer).path("experiments");
            assertThat(experiments)
                    .hasSize(listed("digits").size() + listed("random").size())
                    .allSatisfy(each -> assertThat(each.path("experiment").properties().stream()
                                    .map(Map.Entry::getKey))
                            .containsAll(ApiFields.required("Experiment")));
            assertThat(experiments.findValuesAsText("server"))
                    .contains(other.url().toString(), "null");
        }
    }
}
