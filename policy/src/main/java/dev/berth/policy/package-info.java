/** Which plugins this host takes: by what their signatures prove. */
package dev.berth.policy;
