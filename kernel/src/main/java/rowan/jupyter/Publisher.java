package rowan.jupyter;

/** Sends messages on iopub that belong to the request whose header is {@code parent}. */
@FunctionalInterface
interface Publisher {
    void publish(String parent, Publication... publications);
}
