package ai.medsyn.generator.reports.banks.web;

import ai.medsyn.generator.reports.banks.Bank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bank to build, as the gateway asks for it.
 *
 * @param id chosen by the gateway, so that asking again finds the first one
 * @param list name of the stored CSV, for origin LIST
 */
record BankRequest(
        @NotNull UUID id,

        @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
        String name,

        @NotNull Bank.Origin origin,
        @Nullable UUID reportSet,
        @Nullable String list) {}
