package ai.medsyn.evaluation.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class HtmlPageTest {

    private static final String NASTY = "<script>alert(\"x\")</script> & co";

    /** Charts are XML of their own, so a parser says whether they are whole. */
    private static void assertWellFormed(String svg) throws Exception {
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    @Test
    void nothing_that_users_name_becomes_markup() throws Exception {
        String bars = Charts.bars(List.of(new Charts.Bar(NASTY, 3, NASTY)));
        assertWellFormed(bars);
        String page = new HtmlPage(NASTY)
                .section(NASTY)
                .paragraph(NASTY)
                .warning(NASTY)
                .facts(List.of(new HtmlPage.Fact(NASTY, NASTY)))
                .tiles(List.of(new HtmlPage.Fact(NASTY, NASTY)))
                .table(List.of(NASTY), List.of(List.of(NASTY)))
                .chart(bars, NASTY)
                .gallery(List.of(new HtmlPage.Picture(new byte[] {1}, "image/png", NASTY)))
                .end();
        assertThat(page)
                .doesNotContain("<script", "\"x\"")
                .contains("&lt;script&gt;alert(&quot;x&quot;)", "data:image/png;base64,AQ==");
    }

    @Test
    void the_longest_bar_takes_the_room_and_zero_takes_none() throws Exception {
        String bars = Charts.bars(List.of(
                new Charts.Bar("many", 20, "20"), new Charts.Bar("half", 10, "10"), new Charts.Bar("none", 0, "0")));
        assertWellFormed(bars);
        assertThat(bars).contains("width=\"430.0\"", "width=\"215.0\"", "width=\"0.0\"");
    }

    @Test
    void a_name_without_room_is_shortened_and_whole_in_the_title() {
        String name = "ANATOMY:" + "a".repeat(50);
        assertThat(Charts.bars(List.of(new Charts.Bar(name, 1, "1"))))
                .contains("<title>" + name + ": 1</title>", ">ANATOMY:" + "a".repeat(31) + "…</text>");
    }

    @Test
    void columns_of_sentences_are_set_as_text() {
        String reason = "no finding has positive and negative films";
        assertThat(new HtmlPage("page")
                        .table(List.of("metric", "because"), List.of(List.of("auc", reason)))
                        .end())
                .contains(
                        "<th class=\"words\">because</th>", "<td class=\"words\">" + reason + "</td>", "<td>auc</td>");
    }

    @Test
    void estimates_lie_on_their_scale_and_need_no_interval() throws Exception {
        String chart = Charts.intervals(
                List.of(new Charts.Estimate("Edema", 0.75, 0.5, 1.0), new Charts.Estimate("Mass", 0.25, null, null)),
                0,
                1,
                0.5);
        assertWellFormed(chart);
        assertThat(chart)
                .contains("0.750 (0.500 to 1.000)", "cx=\"602.5\"", "x1=\"495.0\"", "x2=\"710.0\"", "cx=\"387.5\"")
                .contains("stroke-dasharray");
    }

    @Test
    void a_histogram_shows_shares_of_sets_of_other_sizes() throws Exception {
        String chart = Charts.histogram(
                new Charts.Bins(0.5, "films", new int[] {1, 3}, "held out", new int[] {100, 300}),
                0.25,
                "flagged below");
        assertWellFormed(chart);
        // the second bin holds three quarters of both: full height and the top of the line
        assertThat(chart).contains("height=\"200.0\"", "450.0,40.0 860.0,40.0", "0.500 to 1.00: 3 and 300");
    }
}
