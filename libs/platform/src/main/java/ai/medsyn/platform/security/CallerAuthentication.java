package ai.medsyn.platform.security;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller that was authenticated, by whatever means. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;
    private final transient Caller caller;

    public CallerAuthentication(Caller caller) {
        super(caller.role().authorities());
        this.caller = caller;
        super.setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** None: keys and tokens are forgotten once they are checked. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallerAuthentication that && that.caller.equals(caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
