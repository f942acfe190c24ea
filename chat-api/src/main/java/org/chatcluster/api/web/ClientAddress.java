package org.chatcluster.api.web;

/// The address that a call came from, as far as the trusted proxies tell. Controllers take it as a
/// parameter.
///
/// @param text an IP address, or `unknown`
public record ClientAddress(String text) {}
