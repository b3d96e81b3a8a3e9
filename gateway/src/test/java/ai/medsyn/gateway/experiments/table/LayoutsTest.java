package ai.medsyn.gateway.experiments.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class LayoutsTest {

    private final ResultTable table = Tables.example();

    @Test
    void markdown_prints_percent_with_deviation_interval_and_marks() {
        String markdown = MarkdownTable.render(table);
        assertThat(markdown.lines())
                .contains(
                        "# real\\_vs\\_mixed",
                        "## Zero-shot classification",
                        "| method | trained on | zero-shot AUC |",
                        "| ConVIRT | real | 51.0 ± 11.5 (22.4 to 79.6)° |",
                        "| ConVIRT | mixed & more | **71.0 ± 1.4** (63.0 to 79.0)\\* |",
                        "## Semantic segmentation",
                        "| method | trained on | RSNA\\_seg Dice 1% | RSNA\\_seg Dice 100% |",
                        "|---|---|---:|---:|",
                        "| ConVIRT | mixed & more | **47.5 ± 10.6** | **61.2** ×1 |",
                        "| GLoRIA | real | … | … |",
                        "| GLoRIA | mixed & more | ×2 | ×2 |");
        assertThat(markdown).contains("° not told from chance");
    }

    @Test
    void every_layout_says_which_test_a_cell_was_given_and_why_not_over_films() {
        String markdown = MarkdownTable.render(table);
        assertThat(markdown)
                .contains(
                        "Differs from real at 5% after Holm's correction over 2 tests: \\* paired bootstrap over patients, 2,000 draws (1); † paired t-test over seeds (1).",
                        "| ConVIRT (mixed & more) | zero-shot, auc | +20.0 (10.0 to 30.0) | 0.002 | 0.004 | paired bootstrap over patients |",
                        "| ConVIRT (mixed & more) | RSNA\\_seg, dice, 1% | +6.5",
                        "| paired t-test over seeds |",
                        "## Not compared film by film\n\n- RSNA\\_seg, dice, 1%: " + Tables.REASON,
                        "## Failed\n\n- ConVIRT (mixed & more), RSNA\\_seg, dice, 100%; GLoRIA (mixed & more), zero-shot, auc;");
        assertThat(HtmlPage.render(table, ""))
                .contains(
                        "<td class=\"text\">paired t-test over seeds</td>",
                        "<p>RSNA_seg, dice, 1%: " + Tables.REASON + "</p>");
        assertThat(CsvTable.render(table).lines())
                .anySatisfy(
                        line -> assertThat(line).contains("RSNA_seg,dice,0.01").contains(",t-over-seeds,\"draws must"))
                .anySatisfy(line -> assertThat(line).contains("zero-shot,auc,").contains(",bootstrap,,"));
        assertThat(LatexTable.render(table)).contains("$^{\\dagger}$ paired t-test over seeds (1)");
    }

    @Test
    void too_few_draws_for_so_many_tests_are_told() {
        Testing few = new Testing("real", 0.99, 100);
        ResultTable table = new ResultTable(
                "t",
                few,
                this.table.rows(),
                this.table.sections(),
                this.table.columns(),
                this.table.cells(),
                List.of());
        assertThat(MarkdownTable.render(table))
                .contains(
                        "No difference can be significant among 2 tests by a bootstrap of 100 draws, whose p-values are not below 0.020");
        assertThat(MarkdownTable.render(this.table)).doesNotContain("ask for more draws");
    }

    @Test
    void published_numbers_stand_apart_with_their_source_and_only_where_the_paper_has_any() {
        String markdown = MarkdownTable.render(table);
        int measured = markdown.indexOf("| ConVIRT | real |");
        int heading = markdown.indexOf("Published, not measured here");
        int printed = markdown.indexOf("| ConVIRT | real MIMIC-CXR | 55.0 | 67.5 |");
        assertThat(heading).isGreaterThan(measured);
        assertThat(printed).isGreaterThan(heading);
        assertThat(markdown.substring(heading))
                .contains("A Paper, arXiv:1, Table about RSNA (<https://example.org/1>)");
        assertThat(LatexTable.render(table))
                .contains(
                        "{\\textit{Published, not measured here: paper-1}}",
                        "\\par\\footnotesize paper-1: A Paper, arXiv:1, Table about RSNA, https://example.org/1. One run.");
        assertThat(HtmlPage.render(table, "")).contains("Published, not measured here");
    }

    @Test
    void csv_has_a_line_for_every_cell_with_all_digits_and_says_what_was_measured() {
        List<String> lines = CsvTable.render(table).lines().toList();
        assertThat(lines).hasSize(1 + 12 + 2);
        assertThat(lines.get(0)).startsWith("source,method,arm,task,metric,fraction,seeds,mean");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("measured,ConVIRT,mixed & more,RSNA_seg,dice,1.0,1,0.61234,")
                        .endsWith(",\"loss-not-finite: step 3, \"\"NaN\"\"\""))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("published:paper-1,ConVIRT,real MIMIC-CXR,RSNA_seg,dice,0.01,,0.55,"));
        long commas = lines.get(0).chars().filter(c -> c == ',').count();
        assertThat(lines.get(lines.size() - 1).chars().filter(c -> c == ',').count())
                .isEqualTo(commas);
    }

    @Test
    void latex_groups_fractions_under_their_task_separates_methods_and_escapes_names() {
        String latex = LatexTable.render(table);
        assertThat(latex.lines())
                .contains(
                        "\\caption{real\\_vs\\_mixed: Zero-shot classification}",
                        "\\caption{real\\_vs\\_mixed: Semantic segmentation}",
                        "\\begin{tabular}{llcc}",
                        " &  & \\multicolumn{1}{c}{zero-shot} \\\\",
                        "Method & Trained on & AUC \\\\",
                        " &  & \\multicolumn{2}{c}{RSNA\\_seg (Dice)} \\\\",
                        "\\cmidrule(lr){3-4}",
                        "Method & Trained on & 1\\% & 100\\% \\\\")
                .anySatisfy(line -> assertThat(line)
                        .startsWith(" & mixed \\& more & \\textbf{71.0}{\\scriptsize $\\pm$1.4}$^{\\ast}$"));
        assertThat(latex.split("\\\\midrule", -1)).hasSize(6); // two methods twice, and what was published once
        assertThat(latex.chars().filter(c -> c == '{').count())
                .isEqualTo(latex.chars().filter(c -> c == '}').count());
        assertThat(LatexTable.escape("a_b^{2}~\\%"))
                .isEqualTo("a\\_b\\textasciicircum{}\\{2\\}\\textasciitilde{}\\textbackslash{}\\%");
    }

    @Test
    void a_plot_is_an_svg_with_a_bar_per_measured_cell_and_a_line_at_chance() throws Exception {
        String zeroShot = BarPlot.svg(table, "zero-shot", "auc");
        parse(zeroShot);
        assertThat(zeroShot).contains(">chance</text>", "ConVIRT (mixed &amp; more): 71.0 ± 1.4", ">*</text>");
        String dice = BarPlot.svg(table, "RSNA_seg", "dice");
        parse(dice);
        assertThat(dice).doesNotContain("chance").contains(">1%</text>", ">100%</text>");
        assertThat(dice.split("<title>", -1)).hasSize(1 + 4);
    }

    @Test
    void the_page_stands_alone_and_names_of_users_cannot_become_markup() throws Exception {
        ResultTable hostile = new ResultTable(
                "<script>alert(1)</script>",
                Tables.TESTING,
                table.rows(),
                table.sections(),
                table.columns(),
                table.cells(),
                table.published());
        String page = HtmlPage.render(hostile, "SUCCEEDED");
        assertThat(page)
                .doesNotContain("<script", "<link", "<img")
                .contains("&lt;script&gt;", "<svg", "title=\"loss-not-finite");
        parse(page.replace("<!DOCTYPE html>\n", "").replace("<meta charset=\"utf-8\">", ""));
    }

    private static void parse(String xml) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
