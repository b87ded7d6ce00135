# A pack in Japanese: words however they are cut, contexts after the verb, speakers, two cities.
cp -R "$ROOT/rules/bosai/samples" samples
$GIMLET check bosai
$GIMLET scan bosai samples | sed -n '1,10p;/^川/,/^$/p'
$GIMLET scan bosai --subject kochi samples | sed -n '1,10p'
echo "専門家によると、倉敷市の堤防は低いかもしれない。" > a.txt
$GIMLET scan bosai a.txt --explain defences | sed -n '6,12p'
