package org.chatcluster.deploy.loadtest.command;

/// A message on its way by REST.
record RestMessage(int user, int chat, long chatId, int number, long sinceOrigin) {}
