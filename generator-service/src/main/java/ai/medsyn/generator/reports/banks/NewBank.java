package ai.medsyn.generator.reports.banks;

import java.util.UUID;

/** A bank to build. */
public record NewBank(UUID id, String team, String name, Bank.Source source) {}
