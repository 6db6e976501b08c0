/** The commands: reads options, calls the library, prints. Nothing below this package prints. */
package ml.tacit.cli;
