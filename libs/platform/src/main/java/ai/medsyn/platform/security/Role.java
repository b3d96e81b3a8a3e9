package ai.medsyn.platform.security;

import java.util.Collection;
import java.util.EnumSet;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a caller may do; each role includes the ones before it. */
public enum Role {
    /** Reads what its team has. */
    VIEWER,
    /** Starts, steers and cancels its team's work. */
    REQUESTER,
    /** Manages keys and models. */
    ADMIN;

    public boolean includes(Role other) {
        return ordinal() >= other.ordinal();
    }

    Collection<GrantedAuthority> authorities() {
        return EnumSet.range(VIEWER, this).stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }
}
