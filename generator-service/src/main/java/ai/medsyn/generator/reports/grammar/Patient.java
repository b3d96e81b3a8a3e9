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

    /** With its article: {@code an 81-year-old woman}. */
    String words() {
        String patient = age + "-year-old " + (female ? "woman" : "man");
        return Phrasing.article(patient) + " " + patient;
    }
}
