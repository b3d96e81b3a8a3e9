package ai.medsyn.generator.reports.grammar;

import ai.medsyn.generator.reports.WrittenReport;
import ai.medsyn.generator.reports.entities.BalancedSampler;
import ai.medsyn.generator.reports.entities.EntityBank;
import ai.medsyn.generator.reports.entities.SamplingPlan;
import ai.medsyn.generator.reports.texts.TextDiversity;
import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.readers.OpenIReportReader;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes 10,000 reports on one thread and compares them with the Open-i collection. Arguments: the archive NLMCXR_reports.tgz. */
final class GrammarMeasurement {

    private GrammarMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        List<String> findings = new ArrayList<>();
        List<String> impressions = new ArrayList<>();
        try (InputStream archive = Files.newInputStream(Path.of(arguments[0]))) {
            new OpenIReportReader().read(archive, report -> {
                findings.add(report.findings());
                impressions.add(report.impression());
            });
        }
        findings.removeIf(String::isBlank);
        impressions.removeIf(String::isBlank);
        for (int[] size : new int[][] {{4, 2}, {3, 1}, {9, 3}}) {
            measure(size[0], size[1], findings.size());
        }
        print("Open-i FINDINGS", TextDiversity.of(findings));
        print("Open-i IMPRESSION", TextDiversity.of(impressions));
    }

    private static void measure(int clinical, int anatomy, int compared) {
        SamplingPlan plan = new BalancedSampler(
                        EntityBank.of(Lexicon.builtIn()), new SamplingSpec(clinical, anatomy, 100_000))
                .plan(2_024, 0, 10_000, Map.of());
        GrammarWriter writer = new GrammarWriter();
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<WrittenReport> reports = IntStream.range(0, 10_000)
                .mapToObj(ordinal -> writer.write(plan.entities(ordinal), 31L * ordinal))
                .toList();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        System.out.printf(
                "k=%d m=%d: 10,000 reports in %.2f s of CPU, first attempts %.4f, most attempts %d%n",
                clinical,
                anatomy,
                cpu / 1e9,
                reports.stream().filter(report -> report.attempts() == 1).count() / 10_000.0,
                reports.stream().mapToInt(WrittenReport::attempts).max().orElse(0));
        reports.stream()
                .limit(6)
                .forEach(report -> System.out.println(
                        "  FINDINGS: " + report.findings() + "\n  IMPRESSION: " + report.impression()));
        print(
                "all FINDINGS",
                TextDiversity.of(reports.stream().map(WrittenReport::findings).toList()));
        print(
                "as many as Open-i, FINDINGS",
                TextDiversity.of(reports.stream()
                        .limit(compared)
                        .map(WrittenReport::findings)
                        .toList()));
        print(
                "as many as Open-i, IMPRESSION",
                TextDiversity.of(reports.stream()
                        .limit(compared)
                        .map(WrittenReport::impression)
                        .toList()));
    }

    private static void print(String what, TextDiversity diversity) {
        System.out.println(what + ": " + diversity);
    }
}
