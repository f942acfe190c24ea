package org.chatcluster.deploy.chaos.history;

import java.util.List;

/// A whole run.
public record History(
        Writing writing,
        Reading reading,
        Membership membership,
        List<DeviceLog> devices,
        Disturbance disturbance) {
    public History {
        devices = List.copyOf(devices);
    }
}
