# ask.zsh FOLDER LINE: what zsh offers after LINE and a TAB, from the completion in FOLDER
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1= ; fpath=($1 \$fpath); autoload -U compinit; compinit -u -D; zstyle ':completion:*' list-prompt ''; setopt nobeep; LISTMAX=1000; stty cols 200; print READY"
zpty -r -m z out '*READY*READY*'
zpty -n -w z "$2"$'\t'
sleep 1
zpty -n -w z $'\x15'"print DO''NE"$'\n'
zpty -r -m z out '*DONE*'
print -r -- $out
zpty -d z
