package ai.medsyn.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = EdgeTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PagingTest {

    @LocalServerPort
    int port;

    HttpProbe client;

    @BeforeEach
    void connect() {
        client = new HttpProbe(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 8, 500})
    void following_the_cursors_visits_every_item_once(int limit) {
        List<Object> seen = new ArrayList<>();
        String cursor = "";
        for (int pages = 0; cursor != null && pages < 10; pages++) {
            var page = client.get("/numbers?limit=" + limit + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .json();
            seen.addAll((List<?>) page.get("items"));
            cursor = (String) page.get("nextCursor");
        }
        assertThat(cursor).isNull();
        assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "501", "ten", "1e3", "99999999999", ""})
    void a_limit_out_of_bounds_is_refused(String limit) {
        Answer answer = client.get("/numbers?limit=" + limit);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("code", "invalid-parameter");
    }

    @Test
    void cursors_that_were_cut_edited_or_made_for_another_listing_are_refused() {
        String good = Cursor.of("numbers", 3L).encode();
        List<String> bad = List.of(
                good.substring(1),
                good + "A",
                good.substring(0, good.length() - 1),
                Cursor.of("letters", 3L).encode(),
                Cursor.of("numbers", 3L, 4L).encode(),
                Cursor.of("numbers", "three").encode(),
                "nonsense",
                "%00",
                "",
                "A".repeat(5000));
        assertThat(client.get("/numbers?cursor=" + good).status()).isEqualTo(200);
        for (String cursor : bad) {
            Answer answer = client.get("/numbers?cursor=" + cursor);
            assertThat(answer.status()).as(cursor).isEqualTo(400);
            assertThat(answer.json()).containsEntry("code", "invalid-cursor");
        }
    }

    @Test
    void a_cursor_gives_back_every_type_of_key() {
        UUID id = UUID.randomUUID();
        Instant time = Instant.parse("2026-01-31T12:00:00.123456Z");
        Cursor cursor = Cursor.parse(Cursor.of("jobs", time, id, 7L, "näme").encode(), "jobs", 4);
        assertThat(cursor.instant(0)).isEqualTo(time);
        assertThat(cursor.uuid(1)).isEqualTo(id);
        assertThat(cursor.number(2)).isEqualTo(7);
        assertThat(cursor.text(3)).isEqualTo("näme");
        Assertions.assertThatThrownBy(() -> cursor.uuid(3)).isInstanceOf(RequestRefused.class);
    }

    @Test
    void an_answer_that_the_client_has_is_not_sent_again() {
        Answer first = client.get("/tagged");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"job-1:7\"");
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache, private");
        Answer second = client.get("/tagged", "If-None-Match", first.header("ETag"));
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo("\"job-1:7\"");
        assertThat(client.get("/tagged", "If-None-Match", "\"job-1:6\"").status())
                .isEqualTo(200);
        assertThat(client.get("/tagged", "If-None-Match", "\"a\", W/\"job-1:7\"")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void a_tag_holds_only_characters_that_a_tag_may_hold() {
        assertThat(Conditional.tag("a \"b\"%ü")).isEqualTo("\"a%20%22b%22%25%fc\"");
    }
}
