/** How plugins look: Docker's table and Docker's JSON. */
package dev.berth.shell.view;
