# Completion of gkplan for bash.
_gkplan()
{
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} words=
    local read="--format --encoding --revisions --year --issued --header-word --normalize-text --skim-markup --lang --quiet --help"
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        COMPREPLY=($(compgen -W "show convert check tasks diff layout dump diagnostics --help --version" -- "$word"))
        return
    fi
    if [[ ${COMP_WORDS[1]} == check && $previous == --format ]]; then
        COMPREPLY=($(compgen -W "text json ndjson sarif junit github checkstyle" -- "$word"))
        return
    fi
    case $previous in
    --format | --input-format) words="auto docx text html pdf-text" ;;
    --revisions) words="accept reject" ;;
    --lang) words="en zh" ;;
    --color) words="auto always never" ;;
    --to) words="json ndjson csv tsv markdown" ;;
    --encoding) words="UTF-8 GB18030 UTF-16LE UTF-16BE" ;;
    --fail-on) words="info warning error never" ;;
    --enable | --disable) words="all $(gkplan check --list-rules 2>/dev/null | sed -n 's/^GK[0-9]* *[a-z]* *\([a-z-]*\):.*/\1/p')" ;;
    --severity | --unit-likeness | --jobs | -j) return ;;
    --year | --issued | --header-word | --width) return ;;
    esac
    if [[ -z $words && $word == -* ]]; then
        case ${COMP_WORDS[1]} in
        show) words="--color --width --ascii $read" ;;
        convert) words="--to --output --compact --bom --jobs --stats $read" ;;
        check)
            words="--input-format --output --enable --disable --severity --fail-on --unit-likeness --baseline"
            words+=" --config --no-config --jobs --list-rules --markdown $read"
            ;;
        diff) words="--to --ignore --likeness --unchanged $read" ;;
        tasks) words="--unit --role --due-before --due-after --to $read" ;;
        layout) words=$read ;;
        dump) words="--layout --grid --roles --plan --account $read" ;;
        diagnostics) words="--markdown --lang --help" ;;
        esac
    fi
    if [[ -n $words ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$word"))
    elif [[ ${COMP_WORDS[1]} != diagnostics ]]; then
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$word"))
    fi
}
complete -F _gkplan gkplan
