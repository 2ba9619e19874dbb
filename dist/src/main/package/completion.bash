# bash completion for berth
_berth() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "start shell prepare help --help --version" -- "$word")
        return
    fi
    case " @FILES@ " in *" $before "*)
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        return ;;
    esac
    case " @DIRS@ " in *" $before "*)
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
        return ;;
    esac
    case $before in
    -l | --log-level) mapfile -t COMPREPLY < <(compgen -W "debug info warn error fatal" -- "$word") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "@OPTIONS@" -- "$word") ;;
    esac
}
complete -o filenames -F _berth berth
