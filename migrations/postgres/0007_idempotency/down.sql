DROP TABLE sent_commands;
