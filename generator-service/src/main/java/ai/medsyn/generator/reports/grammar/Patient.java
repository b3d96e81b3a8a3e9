package ai.medsyn.generator.reports.grammar;

/**
 * An invented patient, for reports that mention one.
 *
 * @param age years, 18 to 94
 */
record Patient(int age, boolean female) {

    static Patient of(Choice choice) {
        // Two draws: chest radiographs are taken of the elderly more often than of the young.
        return new Patient(Math.max(choice.between(18, 94), choice.between(18, 94)), choice.chance(0.5));
    }

    String words() {
        return age + "-year-old " + (female ? "woman" : "man");
    }
}
