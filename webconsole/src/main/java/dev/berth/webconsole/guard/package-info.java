/** Refuses requests that another site had a user's browser make (cross-site request forgery). */
package dev.berth.webconsole.guard;
