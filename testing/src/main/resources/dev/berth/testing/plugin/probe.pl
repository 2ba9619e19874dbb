# Prints what this process may do, a line for each thing: NAME: RESULT. Changes nothing of the host.
# It uses no module, and runs wherever there is perl on x86_64 or aarch64.
my %NUMBER = (    # x86_64, aarch64
    add_key => [248, 217], bpf => [321, 280], chroot => [161, 51], clone3 => [435, 435],
    fanotify_init => [300, 262], init_module => [175, 105], io_uring_setup => [425, 425],
    kexec_load => [246, 104], keyctl => [250, 219], mknodat => [259, 33], mount => [165, 40],
    open_by_handle_at => [304, 265], perf_event_open => [298, 241], personality => [135, 92],
    pivot_root => [155, 41], ptrace => [101, 117], request_key => [249, 218],
    sethostname => [170, 161], setns => [308, 268], socket => [41, 198], statfs => [137, 43],
    swapon => [167, 224], syslog => [103, 116], unshare => [272, 97], userfaultfd => [323, 282],
);
my %ERROR = (
    1 => 'EPERM', 2 => 'ENOENT', 5 => 'EIO', 6 => 'ENXIO', 9 => 'EBADF', 11 => 'EAGAIN',
    13 => 'EACCES', 14 => 'EFAULT', 16 => 'EBUSY', 19 => 'ENODEV', 20 => 'ENOTDIR', 22 => 'EINVAL',
    28 => 'ENOSPC', 30 => 'EROFS', 38 => 'ENOSYS', 93 => 'EPROTONOSUPPORT', 97 => 'EAFNOSUPPORT',
    126 => 'ENOKEY',
);

sub slurp { open(my $f, '<', shift) or return undef; local $/; my $t = <$f>; return $t; }
sub error { my $e = $! + 0; return $ERROR{$e} || "errno $e"; }
sub report { print shift, ': ', shift, "\n"; }
my $machine = unpack('x18 v', substr(slurp('/proc/self/exe'), 0, 20));    # elf(5): e_machine
sub number { return $NUMBER{ $_[0] }[$machine == 62 ? 0 : 1]; }

# The call is made by a child, which what it changes ends with.
sub in_child {
    my $code = shift;
    pipe(my $r, my $w) or return error();
    my $child = fork();
    return 'no fork' unless defined $child;
    if (!$child) { $| = 1; syswrite($w, $code->()); kill 9, $$; sleep 10; }
    close($w);
    my $said = <$r>;
    waitpid($child, 0);
    return defined $said && length $said ? $said : 'killed';
}

sub call {
    my ($name, @arguments) = @_;
    my $result = syscall(number($name), @arguments);
    return $result == -1 ? error() : 'ok';
}

sub try { my ($name, @a) = @_; report($name, in_child(sub { call($name, @a) })); }

try('keyctl', 0, -3, 0);
try('add_key', 'user', 'berth-probe', 'x', 1, -2);
try('request_key', 'user', 'berth-probe', 0, 0);
report('unshare of a user namespace', in_child(sub { call('unshare', 0x10000000) }));
report('unshare of a mount namespace', in_child(sub { call('unshare', 0x00020000) }));
try('setns', -1, 0);
report('mount', in_child(sub { call('mount', 'none', '/', 'berth-no-such-type', 0, 0) }));
try('pivot_root', '/berth-no-such', '/berth-no-such');
try('swapon', '/berth-no-such', 0);
try('chroot', '/');
try('bpf', 0xffff, 0, 0);
try('perf_event_open', 0, 0, -1, -1, 0);
report('ptrace of a child', in_child(sub { call('ptrace', 0, 0, 0, 0) }));
try('open_by_handle_at', -1, 0, 0);
try('io_uring_setup', 0, 0);
try('userfaultfd', 0);
try('fanotify_init', 0, 0);
try('init_module', 0, 0, '');
try('kexec_load', 0, 0, 0, 0);
try('syslog', 10, 0, 0);
try('sethostname', 0, -1);
try('clone3', 0, 0);
report('personality without random addresses', in_child(sub { call('personality', 0x0040000) }));
my @families = (UNIX => 1, INET => 2, NETLINK => 16, PACKET => 17, ALG => 38, VSOCK => 40);
while (my ($family, $number) = splice(@families, 0, 2)) {
    my $type = $number == 38 ? 5 : $number == 40 || $number < 16 ? 1 : 3;
    report("socket of AF_$family", in_child(sub { call('socket', $number, $type, 0) }));
}
for my $node (['kmsg', 020600, 0x10b], ['block', 060600, 0x700]) {
    my ($name, $mode, $device) = @$node;
    my $path = "/tmp/berth-probe-$name";
    report("mknod of a $name device", my $made = call('mknodat', -100, $path, $mode, $device));
    if ($made eq 'ok') {
        report("use of a $name device", sysopen(my $f, $path, 0) ? 'ok' : error());
        unlink $path;
    }
}
for my $path ('/proc/sysrq-trigger', '/proc/sys/kernel/core_pattern', '/sys/kernel/uevent_helper') {
    report("writing $path", sysopen(my $f, $path, 1) ? 'ok' : error());
}
for my $path ('/proc/kcore', '/proc/keys', '/proc/timer_list', '/proc/interrupts') {
    my $opened = sysopen(my $f, $path, 0);
    my $text = $opened ? (sysread($f, my $byte, 1) ? 'ok' : 'empty') : error();
    report("reading $path", $text);
}
opendir(my $firmware, '/sys/firmware');
report('entries of /sys/firmware', scalar grep { !/^\.\.?$/ } readdir($firmware));
report('a new file in the root', sysopen(my $f, '/berth-probe', 0101, 0600) ? 'ok' : error());
unlink '/berth-probe';

sub size_of {
    my $buffer = "\0" x 256;
    my $path = shift() . "\0";
    return error() if syscall(number('statfs'), $path, $buffer) == -1;
    my (undef, $block, $blocks) = unpack('q3', $buffer);
    return int($block * $blocks / 1048576) . ' MiB';
}
report('size of /dev/shm', size_of('/dev/shm'));

my @children;
my $many = 700;
while (@children < $many) {
    my $child = fork();
    last unless defined $child;
    if (!$child) { sleep 1000; }
    push @children, $child;
}
report('processes', @children < $many ? @children . ', then ' . error() : "$many and more");
kill 9, @children;
waitpid($_, 0) for @children;

my $status = slurp('/proc/self/status');
for my $field ('NoNewPrivs', 'Seccomp', 'CapEff') {
    my ($value) = $status =~ /^$field:\s*(\S+)/m;
    report($field, $value);
}
chomp(my $score = slurp('/proc/self/oom_score_adj'));
report('oom_score_adj', $score);
for my $line (grep { /^Max (open files|processes|core file|locked)/ } split(/\n/, slurp('/proc/self/limits'))) {
    my ($name, $soft, $hard) = $line =~ /^(.*?)\s{2,}(\S+)\s+(\S+)/;
    report($name, "$soft, $hard");
}
my ($group) = slurp('/proc/self/cgroup') =~ /^(?:\d+:pids|0:):(.*)$/m;
report('control group', $group eq '/' ? 'its own' : "the host's");
chomp(my $host = slurp('/proc/sys/kernel/hostname'));
report('hostname', $host);
